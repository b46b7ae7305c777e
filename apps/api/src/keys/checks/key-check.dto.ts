import { ApiProperty } from '@nestjs/swagger';
import { CHECK_REASONS, type CheckReason, PROVIDER_VERDICTS, type ProviderVerdict } from './check-outcome.js';

/** What a check of a key found, and when. */
export class KeyCheck {
  @ApiProperty({ type: 'integer', description: 'The version that was checked.' })
  version: number;

  @ApiProperty({ format: 'date-time' })
  checkedAt: string;

  @ApiProperty({ description: 'Whether the stored value opens.' })
  decryptable: boolean;

  @ApiProperty({ enum: PROVIDER_VERDICTS, description: 'What the provider said of it.' })
  provider: ProviderVerdict;

  @ApiProperty({ enum: CHECK_REASONS, nullable: true, description: 'Why it could not be checked.' })
  reason: CheckReason | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The status that the provider answered.' })
  httpStatus: number | null;
}
