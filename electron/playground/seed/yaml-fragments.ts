import { createHash } from 'node:crypto';
import { seededRandom } from '../seeded-random.ts';

/** Indents every line that is not empty. */
export function indent(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}

/** A source of small variations that is the same for the same words. */
export function variationOf(...words: string[]): (choices: readonly string[]) => string {
  const random = seededRandom(
    Number.parseInt(createHash('sha256').update(words.join('/')).digest('hex').slice(0, 8), 16),
  );
  return (choices) => choices[Math.floor(random() * choices.length)] ?? '';
}

function image(component: string, version: string): string {
  return `# Where the ${component} container comes from. A digest, when given, wins over the tag.
image:
  repository: platform/${component}
  tag: "v${version}"
  digest: ""
  pullPolicy: IfNotPresent
  pullSecrets: []
`;
}

function scaling(pick: (choices: readonly string[]) => string): string {
  return `# Identical pods that run side by side. Two survive the loss of a node.
replicaCount: ${pick(['1', '2', '3'])}
autoscaling:
  enabled: ${pick(['false', 'true'])}
  minReplicas: 2
  maxReplicas: ${pick(['4', '6', '10'])}
  targetCPUUtilizationPercentage: ${pick(['70', '75', '80'])}
updateStrategy:
  type: RollingUpdate
  rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
`;
}

function resources(pick: (choices: readonly string[]) => string): string {
  return `resources:
  # Measured on a cluster of twenty nodes; raise the memory before the processor.
  requests:
    cpu: ${pick(['50m', '100m', '250m'])}
    memory: ${pick(['64Mi', '128Mi', '256Mi'])}
  limits:
    memory: ${pick(['256Mi', '512Mi', '1Gi'])}
`;
}

function probes(port: string): string {
  return `livenessProbe:
  httpGet:
    path: /healthz
    port: ${port}
  initialDelaySeconds: 15
  periodSeconds: 20
  failureThreshold: 5
readinessProbe:
  httpGet:
    path: /readyz
    port: ${port}
  periodSeconds: 10
`;
}

function service(port: string, pick: (choices: readonly string[]) => string): string {
  return `service:
  type: ${pick(['ClusterIP', 'ClusterIP', 'LoadBalancer'])}
  port: ${port}
  annotations: {}
  # Set to Local to keep the address of the client, at the price of uneven load.
  externalTrafficPolicy: Cluster
ingress:
  enabled: false
  className: ""
  annotations: {}
  # hosts:
  #   - host: chart-example.local
  #     paths: ["/"]
  tls: []
`;
}

function security(): string {
  return `podSecurityContext:
  fsGroup: 65534
  seccompProfile:
    type: RuntimeDefault
containerSecurityContext:
  runAsNonRoot: true
  runAsUser: 65534
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
`;
}

function scheduling(component: string): string {
  return `nodeSelector:
  kubernetes.io/os: linux
tolerations: []
#  - key: "node-role.kubernetes.io/control-plane"
#    operator: "Exists"
#    effect: "NoSchedule"
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              app.kubernetes.io/component: ${component}
topologySpreadConstraints: []
priorityClassName: ""
`;
}

function storage(pick: (choices: readonly string[]) => string): string {
  return `persistence:
  enabled: ${pick(['true', 'false'])}
  # An empty class takes the default class of the cluster; "-" takes none at all.
  storageClass: ""
  accessModes: ["ReadWriteOnce"]
  size: ${pick(['8Gi', '10Gi', '20Gi', '50Gi'])}
  existingClaim: ""
`;
}

function metrics(component: string): string {
  return `metrics:
  enabled: true
  serviceMonitor:
    enabled: false
    interval: 30s
    scrapeTimeout: 10s
    labels:
      release: ${component}
    relabelings: []
extraArgs: []
extraEnv: []
# extraEnv:
#   - name: LOG_PASSWORD
#     valueFrom:
#       secretKeyRef: { name: ${component}-credentials, key: password }
extraVolumes: []
extraVolumeMounts: []
logLevel: info
`;
}

/** Settings of one component of a chart, as charts of any maker have them. About two kilobytes. */
export function componentText(component: string, version: string): string {
  const pick = variationOf(component, version);
  const port = pick(['8080', '8443', '9090', '9402']);
  const parts = [
    image(component, version),
    scaling(pick),
    resources(pick),
    probes(port),
    service(port, pick),
    security(),
    scheduling(component),
    storage(pick),
    metrics(component),
  ];
  return `${component}:\n  enabled: true\n${indent(parts.join(''), 2)}`;
}

const SIGNALS = ['latency', 'errors', 'saturation', 'restarts', 'certificate expiry', 'queue length', 'disk space'];

/** Alert rules whose texts hold template expressions that are none of Palette's. */
export function alertRulesText(groups: number): string {
  const lines = ['additionalRules:'];
  for (let group = 1; group <= groups; group += 1) {
    const signal = SIGNALS[group % SIGNALS.length] ?? 'errors';
    const name = signal.replace(/(^| )(\w)/g, (_match, _blank, letter: string) => letter.toUpperCase());
    lines.push(
      `  - name: ${signal.replace(' ', '-')}-${group}`,
      '    rules:',
      `      - alert: ${name}${group}TooHigh`,
      '        expr: |',
      `          sum by (namespace, pod) (rate(platform_${signal.replace(' ', '_')}_total{job="group-${group}"}[5m]))`,
      `            / scalar(count(up{job="group-${group}"} == 1)) > ${(group % 9) + 1}`,
      `        for: ${(group % 5) * 5 + 5}m`,
      '        labels:',
      `          severity: ${group % 3 === 0 ? 'critical' : 'warning'}`,
      '        annotations:',
      `          summary: "{{ $labels.namespace }}/{{ $labels.pod }} has too much ${signal}"`,
      '          description: >-',
      `            For more than the allowed time the ${signal} of {{ $labels.pod }} has been`,
      `            {{ $value | humanize }}; the threshold of group ${group} is ${(group % 9) + 1}. Look at the node first.`,
    );
  }
  return `${lines.join('\n')}\n`;
}
