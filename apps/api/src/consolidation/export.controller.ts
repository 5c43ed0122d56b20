import { Controller } from '@nestjs/common';
@Controller('api/export')
export class ExportController {}
