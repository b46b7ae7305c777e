/** Rules of secret scanners, which know keys from the field; read in November 2026. */
export const GITLEAKS = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml';
export const trufflehog = (detector: string): string =>
  `https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors/${detector}`;
export const kingfisher = (rule: string): string =>
  `https://github.com/mongodb/kingfisher/blob/main/crates/kingfisher-rules/data/rules/${rule}.yml`;
export const osvScalibr = (detector: string): string =>
  `https://github.com/google/osv-scalibr/tree/main/veles/secrets/${detector}`;
export const noseyParker = (rule: string): string =>
  `https://github.com/praetorian-inc/noseyparker/blob/main/crates/noseyparker/data/default/builtin/rules/${rule}.yml`;

/** Clients and gateways that talk to the provider; read in November 2026. */
export const aiSdk = (name: string): string => `https://github.com/vercel/ai/tree/main/packages/${name}`;
export const aiSdkCommunity = (page: string): string =>
  `https://github.com/vercel/ai/blob/main/content/providers/05-community-providers/${page}.mdx`;
export const modelsDev = (id: string): string =>
  `https://github.com/anomalyco/models.dev/blob/dev/providers/${id}/provider.toml`;
export const portkey = (id: string): string =>
  `https://github.com/Portkey-AI/gateway/tree/main/src/providers/${id}`;
