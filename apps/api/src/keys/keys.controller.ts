import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { entryOf, type Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { IdentifierFromPath } from '../http/identifier.pipe.js';
import { type Page, PageQuery, pageOf } from '../http/page.js';
import { ChangedKeys, Key, KeyChange, NewKey, OverridesChange, OverridesOfKeysChange } from './key.dto.js';
import { KeysService } from './keys.service.js';
import { NewKeysService } from './new-keys.service.js';
import { OverridesService } from './overrides.service.js';

@ApiTags('Keys')
@Controller('api/keys')
export class KeysController {
  constructor(
    private readonly keys: KeysService,
    private readonly newKeys: NewKeysService,
    private readonly overrides: OverridesService,
  ) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(Key) })
  list(@FromPerson() person: Person, @Query() query: PageQuery): Promise<Page<Key>> {
    return this.keys.list(person, query);
  }

  @Post()
  @ForRole('member')
  @ApiCreatedResponse({ type: Key })
  create(@FromPerson() person: Person, @Body() body: NewKey): Promise<Key> {
    return this.newKeys.create(entryOf(person), body);
  }

  @Patch('overrides')
  @ForRole('member')
  @ApiOkResponse({ type: ChangedKeys })
  async overrideAll(
    @FromPerson() person: Person,
    @Body() { keyIds, overrides }: OverridesOfKeysChange,
  ): Promise<ChangedKeys> {
    return { items: await this.overrides.change(person, keyIds, overrides) };
  }

  @Get(':id')
  @ForRole('viewer')
  @ApiOkResponse({ type: Key })
  get(@FromPerson() person: Person, @Param('id', IdentifierFromPath) id: string): Promise<Key> {
    return this.keys.get(person, id);
  }

  @Patch(':id')
  @ForRole('member')
  @ApiOkResponse({ type: Key })
  change(
    @FromPerson() person: Person,
    @Param('id', IdentifierFromPath) id: string,
    @Body() change: KeyChange,
  ): Promise<Key> {
    return this.keys.change(person, id, change);
  }

  @Delete(':id')
  @HttpCode(204)
  @ForRole('member')
  @ApiNoContentResponse()
  delete(@FromPerson() person: Person, @Param('id', IdentifierFromPath) id: string): Promise<void> {
    return this.keys.delete(person, id);
  }

  @Patch(':id/overrides')
  @ForRole('member')
  @ApiOkResponse({ type: Key })
  async override(
    @FromPerson() person: Person,
    @Param('id', IdentifierFromPath) id: string,
    @Body() change: OverridesChange,
  ): Promise<Key> {
    const [key] = await this.overrides.change(person, [id], change);
    return key as Key;
  }
}
