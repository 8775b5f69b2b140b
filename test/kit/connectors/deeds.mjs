/** Does to its process what it is told. */
const tried = async (module) => {
  try {
    await import(module);
    return `${module} is there`;
  } catch (error) {
    return error.message;
  }
};

export const connector = {
  name: 'deeds',
  version: '1.0.0',
  scopes: { changed: ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: {
    verify: { kind: 'unsigned', reason: 'a test' },
    resolve({ element }) {
      if (element === 'exit') process.exit(3);
      return [{ scope: 'changed', externalId: element }];
    },
  },
  functions: {
    environment: () => Object.keys(Reflect.get(process, 'env')),
    ways: () => ['fetch', 'WebSocket'].filter((name) => name in globalThis),
    kill: () => process.kill(process.ppid, 0),
    built: () => Reflect.get(process, 'getBuiltinModule')('fs'),
    modules: () =>
      Promise.all(['node:fs', 'net', 'node:child_process', 'worker_threads', 'node:crypto'].map(tried)),
    stderr: () => {
      process.stderr.write('to stderr\n');
      process.stdout.write('to stdout\n');
      return true;
    },
  },
  records: {
    PRODUCT: {
      id: {
        normalize(raw) {
          if (raw === 'exit-over-id') process.exit(3);
          return raw;
        },
      },
      async get(id, { http }) {
        if (id === 'exit') process.exit(3);
        if (id === 'exit-after-write') {
          await http.post('/things', { json: {} });
          process.exit(3);
        }
        const answer = await http.get(`/things/${id}`);
        return answer.json();
      },
    },
  },
};
