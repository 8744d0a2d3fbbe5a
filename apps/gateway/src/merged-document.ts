import type { OpenAPIObject } from '@nestjs/swagger'

/** One description of several services. What they all have (health, session, schemas of the edge) is named once. */
export function mergedDocument(documents: readonly OpenAPIObject[], title: string): OpenAPIObject {
  const [first] = documents
  if (!first) throw new RangeError('there is nothing to merge')
  const paths = Object.assign({}, ...documents.map((document) => document.paths)) as OpenAPIObject['paths']
  const schemas = Object.assign({}, ...documents.map((document) => document.components?.schemas))
  return {
    ...first,
    info: { ...first.info, title },
    paths,
    components: { ...first.components, schemas },
  }
}
