import type { Variables } from './variables.js';

/** The key of a key management service that the master key is kept under. */
export interface KmsConfig {
  /** `arn:aws:kms:REGION:ACCOUNT:key/ID`, or one of an alias. */
  readonly keyArn: string;
  readonly region: string;
}

/** AWS General Reference, Amazon Resource Names; partitions such as aws-cn and aws-us-gov too. */
const KEY_ARN = /^arn:aws(?:-[a-z]+)*:kms:([a-z0-9-]{1,30}):\d{12}:(?:key|alias)\/[A-Za-z0-9/_-]{1,256}$/;

/** Reads IBYOK_KMS: `aws:` and the ARN of a key. */
export function readKms(variables: Variables): KmsConfig | null {
  const text = variables.text('IBYOK_KMS');
  if (text === null) return null;
  const keyArn = text.startsWith('aws:') ? text.slice('aws:'.length) : '';
  const [, region] = KEY_ARN.exec(keyArn) ?? [];
  if (region) return { keyArn, region };
  return variables.refuse(
    'IBYOK_KMS',
    'must be aws: and the ARN of a key, such as aws:arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  );
}
