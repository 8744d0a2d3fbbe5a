import { ApiProperty } from '@nestjs/swagger'
import { IdField, InstantField, NestedField, NumberField } from '@zhuji/platform'
import { evidenceContentTypes } from './evidence-file.js'

/** Where a photo was taken, in degrees (WGS 84). */
export class EvidencePlaceBody {
  @NumberField({ min: -180, max: 180, decimals: 7, example: 117.26 })
  longitude: number

  @NumberField({ min: -90, max: 90, decimals: 7, example: 31.85 })
  latitude: number
}

/** A file uploaded before, with what the sender knows about it. */
export class EvidenceBody {
  @IdField({ description: 'From the answer to the upload' })
  fileId: string

  @InstantField({ optional: true, description: '拍摄时间 / when it was taken' })
  takenAt?: string

  @NestedField(() => EvidencePlaceBody, { optional: true, description: '拍摄位置 / where it was taken' })
  place?: EvidencePlaceBody
}

export class EvidenceFileAnswer {
  @ApiProperty({ format: 'uuid' })
  fileId: string

  @ApiProperty({ description: '文件内容的 SHA-256 / of the content, in hexadecimal' })
  sha256: string

  @ApiProperty()
  bytes: number

  @ApiProperty({ enum: evidenceContentTypes })
  contentType: string

  @ApiProperty({ example: '主体四层.jpg' })
  name: string
}
