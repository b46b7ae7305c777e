import { ENVIRONMENTS, MODES } from '@ibyok/mode-resolution';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Who fetched a key: one token, one version, one environment, one mode. */
export class KeyReader {
  @ApiProperty()
  tokenId: string;

  @ApiPropertyOptional({ description: 'Absent where the token is not there any more.' })
  tokenName?: string;

  @ApiProperty({ description: 'True where the token counts no more: it was revoked, or is not there.' })
  tokenRevoked: boolean;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ enum: ENVIRONMENTS })
  environment: string;

  @ApiProperty({ enum: MODES, description: 'Only a live fetch was answered with the version’s value.' })
  effectiveMode: string;

  @ApiProperty({ type: 'integer', description: 'Answered fetches since the first.' })
  fetches: number;

  @ApiProperty({ format: 'date-time', description: 'Of the last one.' })
  lastAt: string;
}
