import type { OpenAPIObject } from '@nestjs/swagger'
import { mergedDocument } from './merged-document.js'

const aDocument = (path: string, schema: string) =>
  ({
    openapi: '3.0.0',
    info: { title: path, version: '1' },
    paths: { [path]: { get: {} }, '/health/live': { get: {} } },
    components: { schemas: { [schema]: { type: 'object' }, Problem: { type: 'object' } } },
  }) as unknown as OpenAPIObject

describe('one description of several services', () => {
  const merged = mergedDocument(
    [aDocument('/api/v1/registry', 'Region'), aDocument('/api/v1/funding', 'Entry')],
    'zhuji',
  )

  it('has every path and schema once, under one title', () => {
    expect(merged.info.title).toBe('zhuji')
    expect(Object.keys(merged.paths)).toEqual(['/api/v1/registry', '/health/live', '/api/v1/funding'])
    expect(Object.keys(merged.components?.schemas ?? {})).toEqual(['Region', 'Problem', 'Entry'])
  })

  it('is not made of nothing', () => {
    expect(() => mergedDocument([], 'zhuji')).toThrow(RangeError)
  })
})
