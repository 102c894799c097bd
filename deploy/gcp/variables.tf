variable "project_id" {
  description = "The Google Cloud project that holds everything (GCP_PROJECT_ID of the studio)."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "This is the id of a project (6 to 30 lower-case letters, digits and hyphens), not its name or number."
  }
}

variable "location" {
  description = "Region of the database and the bucket: the one that the studio runs in. The database's can't be changed later."
  type        = string
  default     = "europe-west1"
}

variable "database" {
  description = "Name of the Firestore database (FIRESTORE_DATABASE). One of its own keeps indexes and rights apart from other uses of the project."
  type        = string
  default     = "storydream"
}

variable "bucket" {
  description = "Name of the bucket (STORAGE_BUCKET). Names are shared by all of Cloud Storage; empty: storydream-<project_id>."
  type        = string
  default     = ""
}

variable "service_account" {
  description = "Id of the service account that the studio runs as."
  type        = string
  default     = "storydream-studio"
}

variable "workload_identity" {
  description = "The Kubernetes service account that may act as the studio's service account; null: none, for a studio outside of GKE."
  type = object({
    namespace       = string
    service_account = string
  })
  default = {
    namespace       = "storydream"
    service_account = "studio"
  }
}

variable "old_versions_days" {
  description = "How long the bucket keeps objects that were deleted or written over."
  type        = number
  default     = 30
}

variable "backup_days" {
  description = "How long daily backups of the database are kept (at most 98)."
  type        = number
  default     = 14

  validation {
    condition     = var.backup_days >= 1 && var.backup_days <= 98
    error_message = "Firestore keeps daily backups for 1 to 98 days."
  }
}

variable "protect" {
  description = "Refuses to destroy the database and a bucket that is not empty. Off only for trying things out."
  type        = bool
  default     = true
}
