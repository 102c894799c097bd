/**
 * The database's history: one step a release that needed one, each run once, in order, in a transaction. A step that was
 * released is never changed. Fields have the names of the records; what is a list or an object is JSON text.
 */
export const MIGRATIONS: readonly string[] = [
	`
	CREATE TABLE users (
		id TEXT PRIMARY KEY,
		name TEXT NOT NULL,
		createdAt TEXT NOT NULL
	) STRICT;

	CREATE TABLE projects (
		id TEXT PRIMARY KEY,
		userId TEXT NOT NULL,
		name TEXT NOT NULL,
		description TEXT NOT NULL,
		gitRepoPath TEXT NOT NULL,
		currentCommitSha TEXT NOT NULL,
		packs TEXT NOT NULL,
		sourceSha TEXT,
		agentSessionId TEXT,
		pictureSha TEXT,
		video TEXT,
		usage TEXT NOT NULL,
		budgetUsd REAL,
		createdAt TEXT NOT NULL,
		updatedAt TEXT NOT NULL,
		lastOpenedAt TEXT,
		deletingAt TEXT,
		-- Name and description in lower case: SQLite itself folds ASCII only.
		searchText TEXT NOT NULL,
		-- Never falls, so that a position is never given twice.
		nextPosition INTEGER NOT NULL DEFAULT 0
	) STRICT;
	CREATE INDEX projects_by_change ON projects (userId, updatedAt, id) WHERE deletingAt IS NULL;
	CREATE INDEX projects_deleting ON projects (id) WHERE deletingAt IS NOT NULL;

	CREATE TABLE messages (
		projectId TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
		id TEXT NOT NULL,
		position INTEGER NOT NULL,
		content TEXT NOT NULL,
		attachments TEXT NOT NULL,
		context TEXT,
		state TEXT NOT NULL,
		runId TEXT,
		createdAt TEXT NOT NULL,
		startedAt TEXT,
		endedAt TEXT,
		commitSha TEXT,
		usage TEXT,
		events TEXT NOT NULL,
		error TEXT,
		PRIMARY KEY (projectId, id)
	) STRICT;
	CREATE UNIQUE INDEX messages_by_position ON messages (projectId, position);
	CREATE INDEX messages_open ON messages (projectId, position) WHERE state IN ('queued', 'running');

	CREATE TABLE sessions (
		id TEXT PRIMARY KEY,
		projectId TEXT,
		incarnation TEXT NOT NULL,
		sandboxName TEXT NOT NULL,
		driver TEXT NOT NULL,
		state TEXT NOT NULL,
		sandboxToken TEXT NOT NULL,
		gatewayToken TEXT NOT NULL,
		previewKey TEXT NOT NULL,
		endpoint TEXT,
		createdAt TEXT NOT NULL,
		updatedAt TEXT NOT NULL,
		ownerId TEXT NOT NULL
	) STRICT;
	-- A project has one living session: the database itself refuses a second.
	CREATE UNIQUE INDEX sessions_living ON sessions (projectId) WHERE projectId IS NOT NULL AND state NOT IN ('ended', 'failed');
	CREATE INDEX sessions_by_state ON sessions (state);

	CREATE TABLE exports (
		id TEXT PRIMARY KEY,
		projectId TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
		commitSha TEXT NOT NULL,
		settings TEXT NOT NULL,
		state TEXT NOT NULL,
		framesDone INTEGER NOT NULL,
		framesTotal INTEGER NOT NULL,
		speed REAL,
		secondsLeft REAL,
		bytes INTEGER,
		width INTEGER,
		height INTEGER,
		fileName TEXT NOT NULL,
		createdAt TEXT NOT NULL,
		endedAt TEXT,
		error TEXT
	) STRICT;
	CREATE INDEX exports_by_project ON exports (projectId, createdAt, id);
	CREATE INDEX exports_open ON exports (createdAt, id) WHERE state NOT IN ('done', 'failed', 'cancelled');
	`,
	`
	ALTER TABLE exports ADD COLUMN ownerId TEXT NOT NULL DEFAULT '';
	ALTER TABLE exports ADD COLUMN tokenHash TEXT;
	`,
	`
	CREATE TABLE studios (
		id TEXT PRIMARY KEY,
		address TEXT NOT NULL,
		startedAt TEXT NOT NULL
	) STRICT;
	CREATE INDEX sessions_by_preview_key ON sessions (previewKey) WHERE state NOT IN ('ended', 'failed');
	CREATE INDEX sessions_by_gateway_token ON sessions (gatewayToken) WHERE state NOT IN ('ended', 'failed');
	`,
	`
	ALTER TABLE projects ADD COLUMN reservations TEXT NOT NULL DEFAULT '[]';
	`,
	`
	ALTER TABLE messages ADD COLUMN pausedAt TEXT;
	`,
	`
	ALTER TABLE exports ADD COLUMN warnings TEXT NOT NULL DEFAULT '[]';
	`,
	`
	ALTER TABLE exports ADD COLUMN framesReused INTEGER NOT NULL DEFAULT 0;
	`,
];
