/** The shapes that the contract promises, written down anew: the tests do not take the server's word. */

export type Environment = 'development' | 'staging' | 'production';
export type Mode = 'mock' | 'live';
export type Override = 'inherit' | Mode;
export type Source = 'guardrail_override' | 'key_override' | 'tenant_setting';

export const ENVIRONMENTS: readonly Environment[] = ['development', 'staging', 'production'];

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

export interface Session {
  readonly account: { readonly id: string; readonly email: string };
  readonly tenant: { readonly id: string; readonly name: string };
  readonly role: string;
}

export interface KeyCheck {
  readonly version: number;
  readonly checkedAt: string;
  readonly decryptable: boolean;
  readonly provider: 'accepted' | 'rejected' | 'could_not_check';
  readonly reason: string | null;
  readonly httpStatus: number | null;
}

export interface Key {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly llmType: string;
  readonly last4: string;
  readonly version: number;
  readonly overrides: Readonly<Record<Environment, Override>>;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
  readonly rotateEveryDays: number | null;
  readonly rotationDueAt: string | null;
  readonly lastCheck: KeyCheck | null;
}

export interface KeyVersion {
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: { readonly id: string; readonly name: string };
  readonly restoredFrom?: number;
}

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly last4: string;
  readonly addressRanges: readonly string[] | null;
  readonly suspended: boolean;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

export interface ModeInfo {
  readonly environment: Environment;
  readonly effectiveMode: Mode;
  readonly source: Source;
}

export interface KeyValue {
  readonly keyId: string;
  readonly name: string;
  readonly llmType: string;
  readonly value: string;
  readonly baseUrl?: string;
  readonly modeInfo: ModeInfo;
}

export interface KeyMode {
  readonly keyId: string;
  readonly modeInfo: ModeInfo;
  readonly trace: readonly {
    readonly rule: number;
    readonly setting: string;
    readonly value: string | null;
    readonly decided: boolean;
  }[];
}

export interface ReadableKey {
  readonly keyId: string;
  readonly slug: string;
  readonly name: string;
  readonly llmType: string;
  readonly modeInfo: ModeInfo;
}

export interface UsageItem {
  readonly day?: string;
  readonly keyId?: string;
  readonly tokenId?: string;
  readonly environment?: Environment;
  readonly mode?: Mode;
  readonly fetches: number;
  readonly mock: number;
  readonly live: number;
}

export interface AuditRecord {
  readonly seq: number;
  readonly at: string;
  readonly actor: { readonly type: string; readonly id: string | null; readonly name: string | null };
  readonly action: string;
  readonly keyId?: string;
  readonly tokenId?: string;
  readonly environment?: Environment;
  readonly effectiveMode?: Mode;
  readonly source?: Source;
  readonly outcome: 'allowed' | 'denied';
  readonly keyVersion?: number;
  readonly requestId: string | null;
  readonly ip: string | null;
  readonly reason?: string;
}

export interface UsageCounts {
  readonly fetches: number;
  readonly mock: number;
  readonly live: number;
  readonly liveOutsideProduction: number;
}

export interface UsageSeriesItem extends UsageCounts {
  readonly environment?: Environment;
  readonly mode?: Mode;
  readonly keyId?: string;
  readonly tokenId?: string;
  readonly name?: string;
  readonly revoked?: boolean;
  readonly byDay: readonly number[];
}

export interface UsageSeries {
  readonly days: readonly string[];
  readonly totals: UsageCounts;
  readonly items: readonly UsageSeriesItem[];
  readonly others: (UsageCounts & { readonly count: number; readonly byDay: readonly number[] }) | null;
}

export interface KeyReader {
  readonly tokenId: string;
  readonly tokenName?: string;
  readonly tokenRevoked: boolean;
  readonly version: number;
  readonly environment: Environment;
  readonly effectiveMode: Mode;
  readonly fetches: number;
  readonly lastAt: string;
}
