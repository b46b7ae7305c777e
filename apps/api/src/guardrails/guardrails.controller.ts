import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ForRole } from '../access/session.guard.js';
import { GuardrailsView } from './guardrails.dto.js';
import { GuardrailsService } from './guardrails.service.js';

@ApiTags('Guardrails')
@ForRole('viewer')
@Controller('api/guardrails')
export class GuardrailsController {
  constructor(private readonly guardrails: GuardrailsService) {}

  @Get()
  @ApiOkResponse({ type: GuardrailsView })
  view(): GuardrailsView {
    return this.guardrails.view();
  }
}
