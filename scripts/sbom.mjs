// The software bill of materials of what ships, CycloneDX 1.6 JSON, from the packages that the build resolved: node scripts/sbom.mjs [FILE]
// Run after a build. The last line tells of advisories only where the package source has data about them.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const file = process.argv[2] ?? join(root, 'artifacts', 'sbom.json');
const json = path => JSON.parse(readFileSync(path, 'utf8'));
const hex = base64 => Buffer.from(base64, 'base64').toString('hex');

/** The licence as the package tells it: an SPDX expression, else the address of its text. */
function nugetLicence(folders, path) {
  const [id] = path.split('/');
  const nuspec = folders.map(x => join(x, path, `${id}.nuspec`)).find(existsSync);
  const text = nuspec ? readFileSync(nuspec, 'utf8') : '';
  const expression = /<license type="expression">([^<]+)</.exec(text)?.[1];
  const address = /<licenseUrl>([^<]+)</.exec(text)?.[1];
  return expression ? [{ expression }] : address ? [{ license: { name: 'see address', url: address } }] : [];
}

function nugets() {
  const found = new Map();
  for (const project of readdirSync(join(root, 'src'))) {
    const path = join(root, 'src', project, 'obj', 'project.assets.json');
    if (!existsSync(path)) throw new Error(`${path} is not there: build first.`);
    const assets = json(path);
    const folders = Object.keys(assets.packageFolders);
    for (const target of Object.values(assets.targets)) {
      const names = new Map(Object.keys(target).map(x => [x.split('/')[0].toLowerCase(), x]));
      for (const [key, entry] of Object.entries(target)) {
        if (entry.type !== 'package') continue;
        const [name, version] = key.split('/');
        const library = assets.libraries[key];
        found.set(`pkg:nuget/${name}@${version}`, {
          component: { type: 'library', name, version, licenses: nugetLicence(folders, library.path), hashes: [{ alg: 'SHA-512', content: hex(library.sha512) }] },
          needs: Object.keys(entry.dependencies ?? {}).map(x => names.get(x.toLowerCase())).filter(x => x && target[x].type === 'package').map(x => `pkg:nuget/${x.replace('/', '@')}`),
        });
      }
    }
  }
  return found;
}

function npms() {
  const found = new Map();
  for (const [path, entry] of Object.entries(json(join(root, 'build', 'npm', 'package-lock.json')).packages)) {
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const [algorithm, digest] = entry.integrity.split('-');
    const purl = x => `pkg:npm/${x.replace('@', '%40')}`;
    found.set(`${purl(name)}@${entry.version}`, {
      component: { type: 'library', name, version: entry.version, licenses: entry.license ? [{ expression: entry.license }] : [], hashes: [{ alg: algorithm.replace('sha', 'SHA-'), content: hex(digest) }] },
      needs: [],
    });
  }
  return found;
}

/** Commit and its time; without a repository, now. */
function committed() {
  try {
    return execFileSync('git', ['show', '-s', '--format=%H %cI', 'HEAD'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim().split(' ');
  } catch {
    return ['unversioned', new Date().toISOString()];
  }
}

const packages = new Map([...nugets(), ...npms()].sort(([x], [y]) => (x < y ? -1 : 1)));
const [revision, timestamp] = committed();
const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: `urn:uuid:${createHash('sha256').update(revision).digest('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-8$4-$5')}`,
  version: 1,
  metadata: {
    timestamp,
    component: { type: 'application', 'bom-ref': 'greenpark', name: 'GreenPark', version: revision, licenses: [{ expression: 'Apache-2.0' }] },
  },
  components: [...packages].map(([purl, { component }]) => ({ ...component, purl, 'bom-ref': purl })),
  dependencies: [{ ref: 'greenpark', dependsOn: [...packages.keys()] }, ...[...packages].map(([ref, { needs }]) => ({ ref, dependsOn: needs.sort() }))],
};
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(bom, null, 2) + '\n');
console.log(`${packages.size} packages in ${file}`);

/** Whether a package source publishes advisories: without them "none found" would say nothing. */
async function advises(source) {
  try {
    const index = await (await fetch(source, { signal: AbortSignal.timeout(10_000) })).json();
    return index.resources.some(x => x['@type'].startsWith('VulnerabilityInfo'));
  } catch {
    return false;
  }
}
const sources = execFileSync('dotnet', ['nuget', 'list', 'source', '--format', 'Short']).toString().split('\n').filter(x => x.startsWith('E ')).map(x => x.slice(2).trim());
if ((await Promise.all(sources.map(advises))).some(x => x)) console.log(execFileSync('dotnet', ['list', 'package', '--vulnerable', '--include-transitive'], { cwd: root }).toString());
else console.log('advisories: no advisory data');
