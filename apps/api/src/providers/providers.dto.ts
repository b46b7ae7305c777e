import { ApiProperty } from '@nestjs/swagger';

/** One provider of the catalogue. */
export class ProviderView {
  @ApiProperty()
  llmType: string;

  @ApiProperty()
  name: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A regular expression that keys match, where known.',
  })
  keyPattern: string | null;

  @ApiProperty({ description: 'The variable that clients read the key from.' })
  envVar: string;

  @ApiProperty({ type: String, nullable: true })
  baseUrl: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Where people get a key.' })
  docsUrl: string | null;

  @ApiProperty({ description: 'What mock values begin with.' })
  mockPrefix: string;
}
