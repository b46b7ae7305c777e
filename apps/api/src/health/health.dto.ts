import { ApiProperty } from '@nestjs/swagger';

export class HealthState {
  @ApiProperty({ enum: ['ok'] })
  status: 'ok';
}
