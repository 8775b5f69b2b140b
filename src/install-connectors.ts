import { loadConfig, type Config } from './config/index.js';
import { createEgress } from './egress/index.js';
import { packageSettings } from './host-settings.js';
import { problemText } from './problem-text.js';
import { installPackages, type Installed, type PackageAsk } from './registry/index.js';

const MIB = 1024 * 1024;
/** The largest package and the longest list of versions of one; a slow line has five minutes for either. */
const MOST = { maxAnswerBytes: 64 * MIB, callTimeoutMs: 300_000 };

/** `hookyard connectors install`: brings the packages of connectors to disk, says what became of each, and ends. */
async function install(env: NodeJS.ProcessEnv, given: readonly string[]): Promise<void> {
  try {
    const { config } = loadConfig(env);
    const egress = createEgress({ allow: allowed(config), ...MOST });
    const done = await installPackages({
      ...askOf(given),
      ...packageSettings(config),
      registry: registryOf(config, egress),
    });
    await egress.close();
    const isJson = given.includes('--json');
    process.stdout.write(
      `${isJson ? JSON.stringify(done) : done.map(line).join('\n') || 'No package is named'}\n`,
    );
    if (done.some(({ state }) => state === 'failed')) process.exitCode = 1;
  } catch (error) {
    process.stdout.write(`${problemText(error, 'No package is installed')}\n`);
    process.exitCode = 1;
  }
}

function askOf(given: readonly string[]): Pick<PackageAsk, 'wanted' | 'folder' | 'isolation'> {
  const valueOf = (name: string): string | undefined =>
    given.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
  const wanted = given.find((one) => !one.startsWith('--'));
  const isolation = valueOf('isolation');
  const folder = valueOf('from');
  return {
    ...(wanted === undefined ? {} : { wanted }),
    ...(folder === undefined ? {} : { folder }),
    ...(isolation === 'worker' || isolation === 'inProcess' ? { isolation } : {}),
  };
}

/** The registry is named in the settings: it may be inside the house. */
function allowed({ HOOKYARD_EGRESS_ALLOW: allow, HOOKYARD_PACKAGES_REGISTRY: url }: Config): string {
  return [allow, new URL(url).host].filter((one) => one !== '').join(',');
}

function registryOf(config: Config, egress: ReturnType<typeof createEgress>): PackageAsk['registry'] {
  const { HOOKYARD_PACKAGES_REGISTRY: url, HOOKYARD_PACKAGES_TOKEN: token } = config;
  return { url, egress, ...(token === undefined ? {} : { token }) };
}

function line({ package: name, state, problem }: Installed): string {
  return problem === undefined ? `${name}: ${state}` : `${name}: ${state}: ${problem}`;
}

await install(process.env, process.argv.slice(2));
