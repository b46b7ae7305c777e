import { ApiProperty } from '@nestjs/swagger';

/** Whether what somebody has read of their workspace still holds. */
export class ChangesView {
  @ApiProperty({
    description: 'An opaque word: another one after any change of the workspace’s data or of the guardrails.',
  })
  changes: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'The latest fetch, to within ten seconds; the first one of a key or a token at once.',
  })
  lastFetchAt: Date | null;
}
