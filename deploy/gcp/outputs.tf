output "environment" {
  description = "What the studio's environment needs to use all this."
  value = {
    RECORDS            = "firestore"
    OBJECTS            = "gcs"
    GCP_PROJECT_ID     = var.project_id
    FIRESTORE_DATABASE = google_firestore_database.records.name
    STORAGE_BUCKET     = google_storage_bucket.objects.name
  }
}

output "service_account" {
  description = "For the annotation iam.gke.io/gcp-service-account of the Kubernetes service account."
  value       = google_service_account.studio.email
}
