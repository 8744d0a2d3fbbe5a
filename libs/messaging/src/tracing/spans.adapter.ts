import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'

/**
 * Traces over processes. A command's trace begins at its HTTP request; what it records keeps the place (`traceparent`), and
 * whoever relays or takes in the event later adds spans to that same trace. Nothing happens, and nothing is paid, unless a
 * span is under way or an event brings a place: without the SDK there is neither.
 */
const tracer = () => trace.getTracer('zhuji')

export { SpanKind }

/** Where in which trace we are, as the W3C header; undefined when nothing is traced. */
export function currentTraceparent(): string | undefined {
  if (!trace.getActiveSpan()) return undefined
  const carrier: { traceparent?: string } = {}
  propagation.inject(context.active(), carrier)
  return carrier.traceparent
}

/** Runs work as a span of the trace under way, if there is one. */
export function inSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!trace.getActiveSpan()) return work()
  return tracer().startActiveSpan(name, (span) => ending([span], work))
}

export interface BatchSpan {
  readonly name: string
  readonly kind: SpanKind
  readonly events: readonly { readonly traceparent?: string | null }[]
}

/**
 * Runs work on a batch as a span of its own, linked to the trace of every event in it, and as one span more in each of
 * those traces: a batch belongs to many commands, and each command's own trace has to show what became of it.
 */
export function inBatchSpan<T>({ name, kind, events }: BatchSpan, work: () => Promise<T>): Promise<T> {
  const places = [...new Set(events.flatMap(({ traceparent }) => traceparent ?? []))].map(placeOf)
  if (places.length === 0) return work()
  const links = places.flatMap((place) => linkTo(trace.getSpanContext(place)))
  const attributes = { 'messaging.batch.message_count': events.length }
  return tracer().startActiveSpan(`${name} (batch)`, { kind, links, attributes }, ROOT_CONTEXT, (batch) => {
    const back = { kind, links: linkTo(batch.spanContext()) }
    return ending([batch, ...places.map((place) => tracer().startSpan(name, back, place))], work)
  })
}

function placeOf(traceparent: string): Context {
  return propagation.extract(ROOT_CONTEXT, { traceparent })
}

function linkTo(spanContext: ReturnType<typeof trace.getSpanContext>): { context: NonNullable<typeof spanContext> }[] {
  return spanContext ? [{ context: spanContext }] : []
}

async function ending<T>(spans: readonly Span[], work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // The name alone: a message may hold what somebody typed, and traces leave the house.
    const message = error instanceof Error ? error.name : 'error'
    for (const span of spans) span.setStatus({ code: SpanStatusCode.ERROR, message })
    throw error
  } finally {
    for (const span of spans) span.end()
  }
}
