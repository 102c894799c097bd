# What a StoryDream studio needs of Google Cloud: a database, a bucket, and a service account that can use these two and
# nothing else. The sandboxes get no credential at all.

locals {
  bucket = var.bucket != "" ? var.bucket : "storydream-${var.project_id}"

  # The one place in which indexes are written down.
  indexes     = jsondecode(file("${path.module}/firestore.indexes.json"))
  project_api = toset(["firestore.googleapis.com", "storage.googleapis.com", "iam.googleapis.com", "iamcredentials.googleapis.com"])
}

resource "google_project_service" "api" {
  for_each           = local.project_api
  service            = each.value
  disable_on_destroy = false
}

# Records ------------------------------------------------------------------------------------------------------------

resource "google_firestore_database" "records" {
  name        = var.database
  location_id = var.location
  type        = "FIRESTORE_NATIVE"

  # The head of a project moves in a transaction that reads before it writes: whoever comes second finds out at commit.
  concurrency_mode                  = "OPTIMISTIC"
  point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_ENABLED"
  delete_protection_state           = var.protect ? "DELETE_PROTECTION_ENABLED" : "DELETE_PROTECTION_DISABLED"
  deletion_policy                   = var.protect ? "ABANDON" : "DELETE"

  depends_on = [google_project_service.api]
}

resource "google_firestore_index" "records" {
  for_each = {
    for index in local.indexes.indexes :
    join("-", concat([index.collectionGroup], [for field in index.fields : field.fieldPath])) => index
  }

  database    = google_firestore_database.records.name
  collection  = each.value.collectionGroup
  query_scope = each.value.queryScope

  dynamic "fields" {
    for_each = each.value.fields
    content {
      field_path   = fields.value.fieldPath
      order        = try(fields.value.order, null)
      array_config = try(fields.value.arrayConfig, null)
    }
  }
}

# Fields that no query asks for have no index of their own: a write costs less, and a long value hits no limit of the
# index. The others name the indexes that a query needs.
resource "google_firestore_field" "records" {
  for_each = {
    for override in local.indexes.fieldOverrides :
    "${override.collectionGroup}-${override.fieldPath}" => override
  }

  database   = google_firestore_database.records.name
  collection = each.value.collectionGroup
  field      = each.value.fieldPath

  index_config {
    dynamic "indexes" {
      for_each = each.value.indexes
      content {
        order        = try(indexes.value.order, null)
        array_config = try(indexes.value.arrayConfig, null)
        query_scope  = indexes.value.queryScope
      }
    }
  }
}

resource "google_firestore_backup_schedule" "daily" {
  database  = google_firestore_database.records.name
  retention = "${var.backup_days * 24 * 60 * 60}s"

  daily_recurrence {}
}

# Objects ------------------------------------------------------------------------------------------------------------

resource "google_storage_bucket" "objects" {
  name                        = local.bucket
  location                    = var.location
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.protect

  # Objects are written once and deleted by compaction and by people: what went by mistake can be brought back.
  versioning {
    enabled = true
  }

  lifecycle_rule {
    condition {
      days_since_noncurrent_time = var.old_versions_days
      with_state                 = "ARCHIVED"
    }
    action {
      type = "Delete"
    }
  }

  lifecycle_rule {
    condition {
      age = 7
    }
    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }

  # Versions are what keeps deleted objects here; both together would be paid for twice.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  depends_on = [google_project_service.api]
}

# Who may ------------------------------------------------------------------------------------------------------------

resource "google_service_account" "studio" {
  account_id   = var.service_account
  display_name = "StoryDream studio"
  description  = "Reads and writes the studio's database and bucket. Sandboxes never act as it."

  depends_on = [google_project_service.api]
}

resource "google_project_iam_member" "records" {
  project = var.project_id
  role    = "roles/datastore.user"
  member  = google_service_account.studio.member

  condition {
    title      = "storydream-database-only"
    expression = "resource.name == \"projects/${var.project_id}/databases/${var.database}\""
  }
}

resource "google_storage_bucket_iam_member" "objects" {
  bucket = google_storage_bucket.objects.name
  role   = "roles/storage.objectUser"
  member = google_service_account.studio.member
}

# So that `storydream doctor` can tell a bucket that is missing from one that may not be used.
resource "google_storage_bucket_iam_member" "bucket" {
  bucket = google_storage_bucket.objects.name
  role   = "roles/storage.legacyBucketReader"
  member = google_service_account.studio.member
}

# Signing download addresses without a key file: the account signs as itself, and as nobody else.
resource "google_service_account_iam_member" "signing" {
  service_account_id = google_service_account.studio.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.studio.member
}

resource "google_service_account_iam_member" "workload_identity" {
  count = var.workload_identity == null ? 0 : 1

  service_account_id = google_service_account.studio.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${var.project_id}.svc.id.goog[${var.workload_identity.namespace}/${var.workload_identity.service_account}]"
}
