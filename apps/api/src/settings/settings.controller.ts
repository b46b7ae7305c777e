import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { EnvironmentDefaultsChange, EnvironmentDefaultsView } from './settings.dto.js';
import { SettingsService } from './settings.service.js';

@ApiTags('Settings')
@Controller('api/settings/environments')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: EnvironmentDefaultsView })
  read(@FromPerson() person: Person): Promise<EnvironmentDefaultsView> {
    return this.settings.read(person);
  }

  @Patch()
  @ForRole('admin')
  @ApiOkResponse({ type: EnvironmentDefaultsView })
  change(
    @FromPerson() person: Person,
    @Body() change: EnvironmentDefaultsChange,
  ): Promise<EnvironmentDefaultsView> {
    return this.settings.change(person, change);
  }
}
