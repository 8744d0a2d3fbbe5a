{{- define "zhuji.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "zhuji.fullname" -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* Called with (dict "root" $ "component" "registry"). */}}
{{- define "zhuji.selector" -}}
app.kubernetes.io/name: zhuji
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "zhuji.labels" -}}
{{ include "zhuji.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "zhuji.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "zhuji.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{/* Live asks nothing of anybody; ready asks the database. A start may wait for a slow node, not for a migration. */}}
{{- define "zhuji.probes" -}}
startupProbe:
  httpGet: { path: /health/live, port: http }
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: { path: /health/live, port: http }
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
readinessProbe:
  httpGet: { path: /health/ready, port: http }
  periodSeconds: 5
  timeoutSeconds: 4
  failureThreshold: 2
{{- end }}

{{/* What every listening process reads. */}}
{{- define "zhuji.commonEnvironment" -}}
- { name: PROFILE, value: separate }
- { name: HOST, value: 0.0.0.0 }
- { name: PORT, value: "3000" }
- { name: LOG_LEVEL, value: {{ .Values.logLevel | quote }} }
- { name: TIME_ZONE, value: {{ .Values.timeZone | quote }} }
- { name: OIDC_ISSUER, value: {{ required "oidc.issuer is needed: the identity provider" .Values.oidc.issuer | quote }} }
- { name: OIDC_AUDIENCE, value: {{ .Values.oidc.audience | quote }} }
{{- with .Values.oidc.jwksUrl }}
- { name: OIDC_JWKS_URL, value: {{ . | quote }} }
{{- end }}
# Long enough for every node to hear that the pod leaves, before it takes no more connections.
- { name: SHUTDOWN_DELAY_MS, value: "5000" }
- { name: METRICS_TOKEN_FILE, value: /run/secrets/metrics/token }
{{- end }}

{{- define "zhuji.kafkaEnvironment" -}}
- { name: KAFKA_BROKERS, value: {{ join "," (required "kafka.brokers is needed: host:port of each" .Values.kafka.brokers) | quote }} }
- { name: KAFKA_NAMESPACE, value: {{ .Values.kafka.namespace | quote }} }
{{- with .Values.kafka.tls }}
{{- if .enabled }}
- { name: KAFKA_TLS, value: "true" }
{{- if .existingSecret }}
- { name: KAFKA_CA_FILE, value: /run/secrets/kafka-tls/ca.crt }
{{- end }}
{{- if .clientCertificate }}
- { name: KAFKA_CLIENT_CERT_FILE, value: /run/secrets/kafka-tls/tls.crt }
- { name: KAFKA_CLIENT_KEY_FILE, value: /run/secrets/kafka-tls/tls.key }
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.kafka.sasl }}
{{- if .mechanism }}
- { name: KAFKA_SASL_MECHANISM, value: {{ .mechanism }} }
- { name: KAFKA_SASL_USERNAME_FILE, value: /run/secrets/kafka-sasl/username }
- { name: KAFKA_SASL_PASSWORD_FILE, value: /run/secrets/kafka-sasl/password }
{{- end }}
{{- end }}
{{- end }}

{{- define "zhuji.kafkaMounts" -}}
{{- if and .Values.kafka.tls.enabled .Values.kafka.tls.existingSecret }}
- { name: kafka-tls, mountPath: /run/secrets/kafka-tls, readOnly: true }
{{- end }}
{{- if .Values.kafka.sasl.mechanism }}
- { name: kafka-sasl, mountPath: /run/secrets/kafka-sasl, readOnly: true }
{{- end }}
{{- end }}

{{- define "zhuji.kafkaVolumes" -}}
{{- if and .Values.kafka.tls.enabled .Values.kafka.tls.existingSecret }}
- { name: kafka-tls, secret: { secretName: {{ .Values.kafka.tls.existingSecret }}, defaultMode: 0440 } }
{{- end }}
{{- if .Values.kafka.sasl.mechanism }}
- name: kafka-sasl
  secret:
    secretName: {{ required "kafka.sasl.existingSecret is needed with a mechanism" .Values.kafka.sasl.existingSecret }}
    defaultMode: 0440
{{- end }}
{{- end }}

{{- define "zhuji.metricsVolume" -}}
- name: metrics
  secret:
    secretName: {{ required "metrics.existingSecret is needed: the token of /metrics" .Values.metrics.existingSecret }}
    defaultMode: 0440
    items: [{ key: {{ .Values.metrics.key }}, path: token }]
{{- end }}

{{/* Two pods of one kind do not share a node where there is another. Called like zhuji.selector. */}}
{{- define "zhuji.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "zhuji.selector" . | nindent 8 }}
{{- end }}
