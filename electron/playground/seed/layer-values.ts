/*
 * Values of the layers below the add-ons: operating system, Kubernetes, network, storage. They show what makes such
 * texts hard to edit: dotted keys, references to other packs, commented secrets, shell and YAML inside block scalars.
 */

/** Operating system of an edge host. */
export function edgeSystemValues(name: string, version: string): string {
  return `pack:
  content:
    images:
      - image: '{{.spectro.pack.${name}.options.system.uri}}'
  # Run the agent before anything else on the host.
  drain:
    cordon: true
    timeout: 60 # in seconds, "0" waits for ever
    gracePeriod: 60
    ignoreDaemonSets: true
    deleteLocalData: false
    force: false
    disableEviction: false
    skipWaitForDeleteTimeout: 60
options:
  # The keys below are single keys that hold a dot, not paths.
  system.registry: 'edge-images'
  system.repo: '${name}'
  system.k8sDistribution: 'kubeadm'
  system.osName: 'ubuntu'
  system.peVersion: 'v4.8.1'
  system.osVersion: '${version}'
  system.customTag: 'acme'
  system.uri: '{{ .spectro.pack.${name}.options.system.registry }}/{{ .spectro.pack.${name}.options.system.repo }}:{{ .spectro.pack.${name}.options.system.osVersion }}-{{ .spectro.pack.${name}.options.system.customTag }}'
stages:
  initramfs:
    - name: 'Set up the kernel'
      files:
        - path: /etc/sysctl.d/90-edge.conf
          permissions: 0644
          owner: 0
          content: |
            net.ipv4.ip_forward = 1
            net.ipv4.conf.all.rp_filter = 0
            vm.overcommit_memory = 1
            fs.inotify.max_user_instances = 8192
      commands:
        - sysctl --system
        - 'echo "cluster {{ .spectro.system.cluster.name }} of {{.spectro.system.project.name }}" > /etc/motd'
  boot.after:
    - name: 'Wait for the clock'
      commands:
        - |
          for attempt in $(seq 1 30); do
            chronyc waitsync 1 && break
            sleep 2
          done
`;
}

/** Operating system of a cloud node. */
export function cloudSystemValues(version: string): string {
  return `# Ubuntu ${version} for cloud nodes. There is nothing that must be set here.
kubeadmconfig:
  preKubeadmCommands:
    # Runs before kubeadm, on every node.
    - 'echo "preparing {{ ds.meta_data.hostname }}"'
  postKubeadmCommands: []
  # - 'systemctl restart chrony'
  files: []
`;
}

/** Kubernetes made with kubeadm. */
export function kubernetesValues(version: string): string {
  return `# spectrocloud.com/enabled-presets: Authentication:none
pack:
  k8sHardening: True
  podCIDR: "192.168.0.0/16"
  serviceClusterIpRange: "10.96.0.0/12"
  palette:
    config:
      dashboard:
        identityProvider: palette
kubeadmconfig:
  apiServer:
    extraArgs:
      # The kubelet serves with certificates of its own until they are approved.
      secure-port: "6443"
      anonymous-auth: "true"
      profiling: "false"
      disable-admission-plugins: "AlwaysAdmit"
      default-not-ready-toleration-seconds: "60"
      default-unreachable-toleration-seconds: "60"
      enable-admission-plugins: "AlwaysPullImages,NamespaceLifecycle,ServiceAccount,NodeRestriction,PodSecurity"
      admission-control-config-file: "/etc/kubernetes/pod-security-standard.yaml"
      audit-log-path: /var/log/apiserver/audit.log
      audit-policy-file: /etc/kubernetes/audit-policy.yaml
      audit-log-maxage: "31"
      audit-log-maxbackup: "10"
      audit-log-maxsize: "100"
      authorization-mode: RBAC,Node
      tls-cipher-suites: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"
    extraVolumes:
      - name: audit-log
        hostPath: /var/log/apiserver
        mountPath: /var/log/apiserver
        pathType: DirectoryOrCreate
      - name: audit-policy
        hostPath: /etc/kubernetes/audit-policy.yaml
        mountPath: /etc/kubernetes/audit-policy.yaml
        readOnly: true
        pathType: File
  controllerManager:
    extraArgs:
      profiling: "false"
      terminated-pod-gc-threshold: "25"
      use-service-account-credentials: "true"
      feature-gates: "RotateKubeletServerCertificate=true"
  scheduler:
    extraArgs:
      profiling: "false"
  kubeletExtraArgs:
    read-only-port: "0"
    event-qps: "0"
    protect-kernel-defaults: "true"
    rotate-server-certificates: "true"
  files:
    - path: /etc/kubernetes/audit-policy.yaml
      targetOwner: "root:root"
      targetPermissions: "0600"
      content: |
        apiVersion: audit.k8s.io/v1
        kind: Policy
        rules:
          - level: None
            users: ["system:kube-proxy"]
            verbs: ["watch"]
          - level: Metadata
            resources:
              - group: ""
                resources: ["secrets", "configmaps", "tokenreviews"]
          - level: Request
            verbs: ["create", "update", "patch", "delete"]
  preKubeadmCommands:
    - 'echo "====> Kubernetes ${version}: preparing the node"'
    - usermod -aG docker ubuntu || true
  postKubeadmCommands:
    - 'echo "====> done on {{ .spectro.system.cluster.name }}"'
# Sign-in with an identity provider of your own:
# clientConfig:
#   oidc-issuer-url: "https://issuer.example.com"
#   oidc-client-id: kubernetes
#   oidc-client-secret: "{{.spectro.macro.oidc_client_secret}}"
#   oidc-extra-scope: profile,email
`;
}

/** Kubernetes of an edge host. */
export function edgeKubernetesValues(version: string): string {
  return `pack:
  palette:
    config:
      oidc:
        identityProvider: noauth
cluster:
  config: |
    # Settings of the cluster as the node agent reads them. Indentation matters: this is YAML in YAML.
    clusterConfiguration:
      kubernetesVersion: v${version}
      networking:
        podSubnet: 192.168.0.0/16
        serviceSubnet: 192.169.0.0/16
      apiServer:
        extraArgs:
          - name: advertise-address
            value: "0.0.0.0"
          - name: anonymous-auth
            value: "true"
          - name: audit-log-maxage
            value: "30"
      controllerManager:
        extraArgs:
          - name: terminated-pod-gc-threshold
            value: "25"
      etcd:
        local:
          dataDir: "/etc/kubernetes/etcd"
    initConfiguration:
      localAPIEndpoint:
        bindPort: 6443
      nodeRegistration:
        kubeletExtraArgs:
          - name: node-labels
            value: "topology.acme/site={{ .spectro.system.project.name }}"
    kubeletConfiguration:
      maxPods: 250
      evictionHard:
        memory.available: 500Mi
stages:
  initramfs:
    - sysctl:
        vm.overcommit_memory: "1"
        kernel.panic: "10"
        kernel.panic_on_oops: "1"
      commands:
        - ln -s /etc/kubernetes/admin.conf /run/kubeconfig
`;
}
