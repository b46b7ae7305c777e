import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsKeyValue } from './key-value.js';

export class NewKeyVersion {
  @IsKeyValue()
  value: string;
}

export class KeyVersionAuthor {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;
}

/** One version in a key's history; its value is in no answer. */
export class KeyVersion {
  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty()
  createdBy: KeyVersionAuthor;

  @ApiPropertyOptional({ type: 'integer', description: 'The version whose value this one brought back.' })
  restoredFrom?: number;
}
