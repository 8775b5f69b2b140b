{{- define "hookyard.labels" -}}
app.kubernetes.io/name: hookyard
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- /* One kind of process. Takes root, role and its part of the values. */ -}}
{{- define "hookyard.deployment" -}}
{{- $root := .root -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $root.Release.Name }}-{{ .name }}
  labels:
    {{- include "hookyard.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .name }}
spec:
  replicas: {{ .part.replicas }}
  selector:
    matchLabels:
      {{- include "hookyard.labels" $root | nindent 6 }}
      app.kubernetes.io/component: {{ .name }}
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  template:
    metadata:
      labels:
        {{- include "hookyard.labels" $root | nindent 8 }}
        app.kubernetes.io/component: {{ .name }}
    spec:
      terminationGracePeriodSeconds: {{ $root.Values.terminationGracePeriodSeconds }}
      securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 }
      containers:
        - name: hookyard
          image: "{{ $root.Values.image.repository }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}"
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          env:
            - { name: HOOKYARD_ROLE, value: {{ .role }} }
            - { name: HOOKYARD_PUBLIC_URL, value: {{ $root.Values.publicUrl | quote }} }
            - { name: HOOKYARD_STOP_GRACE_MS, value: {{ $root.Values.stopGraceMs | quote }} }
            {{- range $name, $value := $root.Values.settings }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
          envFrom:
            - secretRef: { name: {{ $root.Values.existingSecret }} }
          ports:
            - { name: http, containerPort: 8080 }
          startupProbe:
            httpGet: { path: /readyz, port: http }
            periodSeconds: 2
            failureThreshold: 150
          readinessProbe:
            httpGet: { path: /readyz, port: http }
            periodSeconds: 2
          livenessProbe:
            httpGet: { path: /healthz, port: http }
            periodSeconds: 10
            failureThreshold: 6
          resources:
            {{- toYaml .part.resources | nindent 12 }}
          volumeMounts:
            - { name: data, mountPath: /data }
            - { name: tmp, mountPath: /tmp }
      volumes:
        - name: data
          emptyDir: {}
        - name: tmp
          emptyDir: {}
{{- end }}
