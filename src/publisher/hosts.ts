/** Where a digest is published. */
export const hosts = ['github', 'gitlab', 'netlify', 'cloudflare', 'server', 'container', 'none'] as const;
export type Host = (typeof hosts)[number];

export const hostTitles: Readonly<Record<Host, string>> = {
  github: 'GitHub Pages',
  gitlab: 'GitLab Pages',
  netlify: 'Netlify',
  cloudflare: 'Cloudflare Pages',
  server: 'a server of my own (systemd, nginx or Caddy)',
  container: 'containers of my own (Docker or Podman)',
  none: 'nowhere yet',
};
