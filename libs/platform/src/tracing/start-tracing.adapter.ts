import { context, propagation, trace } from '@opentelemetry/api'

export interface TracingOptions {
  /** Of a collector that speaks OTLP over HTTP. */
  readonly endpoint: string
  /** What the spans of this process are filed under. */
  readonly service: string
}

/**
 * Sends this process's spans to a collector; returns what sends the last of them and stops. The SDK is loaded here and
 * nowhere else, so a process that is not traced never reads it. The collector's absence disturbs nobody: spans are dropped.
 */
export async function startTracing({ endpoint, service }: TracingOptions): Promise<() => Promise<void>> {
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  })
  provider.register()
  return async () => {
    await provider.shutdown().catch(() => undefined)
    for (const part of [trace, context, propagation]) part.disable()
  }
}
