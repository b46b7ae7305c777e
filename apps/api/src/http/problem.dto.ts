import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

export class FieldProblemView {
  @ApiProperty()
  field: string;

  @ApiProperty()
  message: string;
}

/** What every error answers (RFC 9457, application/problem+json). */
@ApiSchema({ name: 'Problem' })
export class ProblemView {
  @ApiProperty()
  type: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: 'integer' })
  status: number;

  @ApiProperty({ description: 'A stable word for programs.' })
  code: string;

  @ApiProperty({ description: 'A sentence for people.' })
  detail: string;

  @ApiProperty()
  requestId: string;

  @ApiPropertyOptional({ type: [FieldProblemView] })
  errors?: FieldProblemView[];
}
