import { type Environment, MODES, type Mode } from '@ibyok/mode-resolution';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent } from '../http/fields.js';

const IsMode = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ enum: MODES }),
    MayBeAbsent(),
    IsIn(MODES, { message: 'must be "mock" or "live"' }),
  );

/** The mode that every key inherits, per environment. */
export class EnvironmentDefaultsView implements Record<Environment, Mode> {
  @ApiProperty({ enum: MODES })
  development: Mode;

  @ApiProperty({ enum: MODES })
  staging: Mode;

  @ApiProperty({ enum: MODES })
  production: Mode;
}

/** The defaults to change; what is absent stays. */
export class EnvironmentDefaultsChange implements Partial<Record<Environment, Mode>> {
  @IsMode()
  development?: Mode;

  @IsMode()
  staging?: Mode;

  @IsMode()
  production?: Mode;
}
