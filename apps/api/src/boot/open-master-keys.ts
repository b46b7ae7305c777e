import { DataSource } from 'typeorm';
import type { Config } from '../config/config.js';
import { withGeneratedSecrets } from '../config/generated-secrets.js';
import type { Secret } from '../config/secret.js';
import { ownerOptions } from '../database/data-source-options.js';
import { connectAwsKms } from '../keyring/kms/aws-kms.js';
import { KmsError } from '../keyring/kms/kms-error.js';
import { kmsMasterKeys } from '../keyring/kms/kms-master-keys.js';
import { StartRefusal } from './start-refusal.js';

/**
 * The master keys that a server with this configuration has, newest first: those of its key management
 * service, if it has one, and those that it was given or generated. Takes the migrated database's URL, of
 * its owner. Throws StartRefusal where the service cannot be used.
 */
export async function openMasterKeys(config: Config, ownerUrl: Secret): Promise<readonly Secret[]> {
  const { masterKeys } = withGeneratedSecrets(config);
  if (!config.kms) return masterKeys;
  const dataSource = await new DataSource(ownerOptions(ownerUrl.reveal().toString())).initialize();
  try {
    const runner = dataSource.createQueryRunner();
    try {
      const kms = await connectAwsKms(config.kms);
      const query = <Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> =>
        runner.query(sql, values ? [...values] : undefined);
      return [...(await kmsMasterKeys(query, kms, config.kms.keyArn)), ...masterKeys];
    } finally {
      await runner.release();
    }
  } catch (error) {
    throw error instanceof KmsError ? new StartRefusal(error.message) : error;
  } finally {
    await dataSource.destroy();
  }
}
