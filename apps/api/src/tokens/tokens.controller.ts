import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { IdentifierFromPath } from '../http/identifier.pipe.js';
import { type Page, PageQuery, pageOf } from '../http/page.js';
import { CreatedToken, NewToken, Token } from './token.dto.js';
import { TokensService } from './tokens.service.js';

@ApiTags('Tokens')
@Controller('api/tokens')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(Token) })
  list(@FromPerson() person: Person, @Query() query: PageQuery): Promise<Page<Token>> {
    return this.tokens.list(person, query);
  }

  @Post()
  @ForRole('admin')
  @ApiCreatedResponse({ type: CreatedToken })
  create(@FromPerson() person: Person, @Body() body: NewToken): Promise<CreatedToken> {
    return this.tokens.create(person, body);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ForRole('admin')
  @ApiOkResponse({ type: Token })
  resume(@FromPerson() person: Person, @Param('id', IdentifierFromPath) id: string): Promise<Token> {
    return this.tokens.resume(person, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ForRole('admin')
  @ApiNoContentResponse()
  revoke(@FromPerson() person: Person, @Param('id', IdentifierFromPath) id: string): Promise<void> {
    return this.tokens.revoke(person, id);
  }
}
