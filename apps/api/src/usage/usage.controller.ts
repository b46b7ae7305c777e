import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { type Page, pageOf } from '../http/page.js';
import { UsageSeries } from './by-day/series.dto.js';
import { SeriesService } from './by-day/series.service.js';
import { UsageExportService } from './by-day/usage-export.service.js';
import { UsageByDayQuery, UsageItem, UsageQuery } from './usage.dto.js';
import { UsageService } from './usage.service.js';

@ApiTags('Usage')
@Controller('api/usage')
export class UsageController {
  constructor(
    private readonly usage: UsageService,
    private readonly series: SeriesService,
    private readonly exporting: UsageExportService,
  ) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(UsageItem) })
  count(@FromPerson() person: Person, @Query() query: UsageQuery): Promise<Page<UsageItem>> {
    return this.usage.count(person.tenantId, null, query);
  }

  @Get('series')
  @ForRole('viewer')
  @ApiOkResponse({ type: UsageSeries, description: 'Each day of the period, split: as a chart shows it.' })
  byDay(@FromPerson() person: Person, @Query() query: UsageByDayQuery): Promise<UsageSeries> {
    return this.series.count(person.tenantId, query);
  }

  @Get('export')
  @ForRole('viewer')
  @ApiProduces('text/csv')
  @ApiOkResponse({
    description: 'A file of each day’s fetches, oldest first, split; only days that have some.',
  })
  export(@FromPerson() person: Person, @Query() query: UsageByDayQuery): Promise<StreamableFile> {
    return this.exporting.export(person.tenantId, query);
  }
}
