import type { Environment, Mode } from '@ibyok/mode-resolution';
import { MODES } from '@ibyok/mode-resolution';
import { ApiProperty } from '@nestjs/swagger';

export class GuardrailView {
  @ApiProperty({ enum: MODES, nullable: true, description: 'The mode that the server forces here.' })
  forced: Mode | null;

  @ApiProperty({ enum: MODES, isArray: true, description: 'The modes that people may choose here.' })
  allowed: readonly Mode[];
}

/** What the server forces and allows, per environment. */
export class GuardrailsView implements Record<Environment, GuardrailView> {
  @ApiProperty()
  development: GuardrailView;

  @ApiProperty()
  staging: GuardrailView;

  @ApiProperty()
  production: GuardrailView;
}
