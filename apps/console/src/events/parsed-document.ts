/** What the viewer needs of the parser's package once a document is parsed; see event-documents.ts. */
export { isAsyncAPIDocument, isOldAsyncAPIDocument, toAsyncAPIDocument } from '@asyncapi/parser/esm/document'
export * from '@asyncapi/parser/esm/models'
export { unstringify } from '@asyncapi/parser/esm/stringify'
