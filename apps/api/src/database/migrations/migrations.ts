import { MainTables1764000000000 } from './1764000000000-main-tables.js';
import { AuditRecord1764000001000 } from './1764000001000-audit-record.js';
import { RolesAndPolicies1764000002000 } from './1764000002000-roles-and-policies.js';
import { Doors1764000003000 } from './1764000003000-doors.js';
import { SharedAuditEntries1764000004000 } from './1764000004000-shared-audit-entries.js';
import { AuditChain1764100000000 } from './1764100000000-audit-chain.js';
import { People1764101000000 } from './1764101000000-people.js';
import { AttemptsAndBounds1764102000000 } from './1764102000000-attempts-and-bounds.js';
import { MasterKeys1764103000000 } from './1764103000000-master-keys.js';
import { BackupReader1764104000000 } from './1764104000000-backup-reader.js';
import { SecondFactors1764105000000 } from './1764105000000-second-factors.js';
import { Identities1764106000000 } from './1764106000000-identities.js';
import { UsageSums1764200000000 } from './1764200000000-usage-sums.js';
import { KeyDates1764201000000 } from './1764201000000-key-dates.js';
import { KeyChecks1764202000000 } from './1764202000000-key-checks.js';
import { ChangesIndex1764203000000 } from './1764203000000-changes-index.js';
import { FetchingTenants1764204000000 } from './1764204000000-fetching-tenants.js';
import { AppendFetches1764205000000 } from './1764205000000-append-fetches.js';

/** Every migration, oldest first. A landed one is never edited. */
export const MIGRATIONS = [
  MainTables1764000000000,
  AuditRecord1764000001000,
  RolesAndPolicies1764000002000,
  Doors1764000003000,
  SharedAuditEntries1764000004000,
  AuditChain1764100000000,
  People1764101000000,
  AttemptsAndBounds1764102000000,
  MasterKeys1764103000000,
  BackupReader1764104000000,
  SecondFactors1764105000000,
  Identities1764106000000,
  UsageSums1764200000000,
  KeyDates1764201000000,
  KeyChecks1764202000000,
  ChangesIndex1764203000000,
  FetchingTenants1764204000000,
  AppendFetches1764205000000,
] as const;
