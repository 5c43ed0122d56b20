import { Controller } from '@nestjs/common';
@Controller('api/files')
export class FilesController {}
