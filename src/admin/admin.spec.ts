import { Body, Controller, Get, Module, Post, type Type } from '@nestjs/common';
import fastify from 'fastify';

import {
  CONNECTION,
  aConnection,
  aResolvedHook,
  anAdminYard,
  type AdminYard,
} from '../../test/kit/an-admin.js';
import { SHOP_SECRET, collectionIntoHub, shopConnector } from '../../test/kit/shop.js';
import { Needs } from './api-key.guard.js';
import { createAdminApp } from './create-admin-app.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

describe('the way in', () => {
  it('asks for a key, and answers problems', async () => {
    const answer = await yard.nobody('GET', '/v1/connections');

    expect(answer).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
    });
    expect(answer.type).toContain('application/problem+json');
  });

  it('answers what is no JSON and what is no route with problems', async () => {
    const strange = await yard.admin('POST', '/v1/connections', 'name: x', 'application/yaml');
    const broken = await yard.admin('POST', '/v1/connections', '{"name":');

    expect(strange).toMatchObject({ status: 415, body: { code: 'MEDIA_TYPE_UNSUPPORTED' } });
    expect(broken).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST', detail: expect.stringContaining('JSON') },
    });
    expect(await yard.admin('GET', '/v1/nothing')).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  });

  it('is open for health and the description', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json']) {
      expect(await yard.nobody('GET', path)).toMatchObject({ status: 200 });
    }
  });

  it('keeps writing to operators, connectors to developers, and everything from ingest keys', async () => {
    const viewer = await yard.withRole('viewer');
    const developer = await yard.withRole('developer');
    const ingest = await yard.withRole('ingest');

    expect(await viewer('GET', '/v1/connections')).toMatchObject({ status: 200 });
    expect(await viewer('POST', '/v1/connections', CONNECTION)).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', detail: expect.stringContaining('operator') },
    });
    expect(await developer('POST', '/v1/connections', CONNECTION)).toMatchObject({ status: 403 });
    expect(
      await developer('POST', '/v1/connectors', { ...shopConnector, name: 'by-developer' }),
    ).toMatchObject({
      status: 201,
    });
    expect(await ingest('GET', '/v1/connections')).toMatchObject({ status: 403 });
  });
});

describe('connectors', () => {
  it('are taken as data and shown with what they need', async () => {
    const made = await yard.admin('POST', '/v1/connectors', { ...shopConnector, name: 'seen' });

    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'seen',
        form: 'data',
        secrets: { webhook: 'Signing secret' },
        verification: { kind: 'hmac' },
      },
    });
    expect((await yard.admin('GET', '/v1/connectors')).body.items).toContainEqual(made.body);
    expect((await yard.admin('GET', '/v1/connectors/seen')).body).toEqual({
      ...(made.body as object),
      definition: expect.objectContaining({ ...shopConnector, name: 'seen' }),
      workers: null,
    });
  });

  it('are refused with every problem by its path, and with fields nobody knows', async () => {
    const bad = { ...shopConnector, name: 'BAD', scopes: [{ name: 'x', type: 'ORDER', action: 'UPDATED' }] };

    expect(await yard.admin('POST', '/v1/connectors', bad)).toMatchObject({
      status: 422,
      body: {
        code: 'CONNECTOR_INVALID',
        errors: expect.arrayContaining([
          expect.objectContaining({ field: 'name' }),
          expect.objectContaining({ field: 'scopes.0.type' }),
        ]),
      },
    });
    expect(await yard.admin('POST', '/v1/connectors', { ...shopConnector, colour: 'red' })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', errors: [{ field: 'colour', message: expect.any(String) }] },
    });
  });
});

describe('connections', () => {
  it('are made with a key shown once, and never show a secret again', async () => {
    const made = await aConnection(yard);

    expect(made).toMatchObject({
      id: expect.stringMatching(/^con_/),
      hookUrl: expect.stringContaining(made.key),
    });
    const shown = await yard.admin('GET', `/v1/connections/${made.id}`);
    expect(shown.body).toMatchObject({
      name: 'Shop, Ghent',
      state: 'active',
      secrets: { webhook: [{ notAfter: null }] },
    });
    const list = await yard.admin('GET', '/v1/connections');
    for (const text of [shown.text, list.text]) {
      expect(text).not.toContain(SHOP_SECRET);
      expect(text).not.toContain(made.key);
    }
  });

  it('say what is missing for their polls, as long as it is', async () => {
    const { id } = await aConnection(yard);
    const path = `/v1/connections/${id}`;
    const warnings = async (): Promise<unknown> => (await yard.admin('GET', path)).body.warnings;
    const atFirst = await warnings();
    const poll = { name: 'order/poll', type: 'TRANSACTION', action: 'POLL', description: 'Orders listed' };
    expect((await yard.admin('POST', `${path}/scopes`, poll)).status).toBe(201);
    const unlisted = await warnings();
    const { items } = (await yard.admin('GET', `${path}/scopes?direction=TO`)).body;
    for (const { id: scope, name } of items as { id: string; name: string }[])
      if (name === 'order/created') await yard.admin('PATCH', `${path}/scopes/${scope}`, { enabled: false });
    const switchedOff = await warnings();
    const cash = { name: 'gift/poll', type: 'GIFT_CARD', action: 'POLL', description: 'Gift cards listed' };
    await yard.admin('POST', `${path}/scopes`, cash);
    const undeclared = await warnings();

    const list = expect.stringContaining('cannot list TRANSACTION');
    const off = expect.stringContaining('order/created is switched off');
    expect([atFirst, unlisted, switchedOff]).toEqual([[], [list], [list, off]]);
    expect(undeclared).toEqual([
      list,
      off,
      expect.stringContaining('cannot list GIFT_CARD'),
      expect.stringContaining('no scope is declared for GIFT_CARD CREATED'),
      expect.stringContaining('no scope is declared for GIFT_CARD UPDATED'),
    ]);
    expect((await yard.admin('GET', '/v1/connections?limit=100')).body.items).toContainEqual(
      expect.objectContaining({ id, warnings: undeclared }),
    );
  });

  it('tell every invalid field', async () => {
    const answer = await yard.admin('POST', '/v1/connections', {
      connector: 'shop',
      mode: 'test',
      secrets: { a: 1 },
      x: 1,
    });

    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    const fields = answer.body.errors.map(({ field }: { field: string }) => field);
    expect(new Set(fields)).toEqual(new Set(['name', 'mode', 'secrets', 'x']));
  });

  it('refuse a secret or a setting their connector does not have', async () => {
    await aConnection(yard);

    const secret = await yard.admin('POST', '/v1/connections', { ...CONNECTION, secrets: { other: 'x' } });
    const setting = await yard.admin('POST', '/v1/connections', { ...CONNECTION, settings: { other: 1 } });

    expect(secret.body.errors).toEqual([{ field: 'secrets.other', message: expect.any(String) }]);
    expect(setting.body.errors).toEqual([{ field: 'settings.other', message: expect.any(String) }]);
  });

  it('change by what is given, and rotate their key with an overlap', async () => {
    const { id, key } = await aConnection(yard);
    const notAfter = new Date(Date.now() + 3_600_000).toISOString();
    const secrets = { webhook: [{ value: 'next-secret-value' }, { value: SHOP_SECRET, notAfter }] };

    const changed = await yard.admin('PATCH', `/v1/connections/${id}`, { name: 'Renamed', secrets });
    const rotated = await yard.admin('POST', `/v1/connections/${id}/rotate-key`);

    expect(changed.body).toMatchObject({
      name: 'Renamed',
      secrets: { webhook: [{ notAfter: null }, { notAfter }] },
    });
    expect(rotated).toMatchObject({
      status: 200,
      body: { key: expect.any(String), hookUrl: expect.any(String) },
    });
    expect(rotated.body.key).not.toBe(key);
    const directory = yard.registry.directory.current();
    expect(directory.point(key)).toBeDefined();
    expect(directory.point(rotated.body.key)).toBeDefined();
  });

  it('try again by a policy of the host, or by an own one', async () => {
    const { id } = await aConnection(yard);
    const path = `/v1/connections/${id}`;
    const policy = async (retryPolicy: object) => (await yard.admin('PATCH', path, { retryPolicy })).body;

    expect((await yard.admin('GET', path)).body.retryPolicy).toMatchObject({ name: 'standard' });
    expect(await policy({ name: 'field' })).toMatchObject({
      retryPolicy: { name: 'field', waits: expect.arrayContaining([0, 1_200, 3_600]) },
    });
    expect(await policy({ name: 'patient', waits: [60, 3_600] })).toMatchObject({
      retryPolicy: { name: 'patient', waits: [60, 3_600] },
    });
    const invalid = { code: 'VALIDATION_FAILED' };
    expect(await policy({ name: 'unheard-of' })).toMatchObject(invalid);
    expect(await policy({ name: 'standard', waits: [1] })).toMatchObject(invalid);
    expect(await policy({ name: 'own', waits: [-1] })).toMatchObject(invalid);
    expect(yard.registry.directory.current().connectionById(id)?.retryPolicy).toEqual({
      name: 'patient',
      waits: [60_000, 3_600_000],
    });
  });

  it('pause, resume and go', async () => {
    const { id } = await aConnection(yard);

    expect((await yard.admin('POST', `/v1/connections/${id}/pause`)).body.state).toBe('paused');
    expect((await yard.admin('POST', `/v1/connections/${id}/resume`)).body.state).toBe('active');
    expect(await yard.admin('DELETE', `/v1/connections/${id}`)).toMatchObject({ status: 204, text: '' });
    expect(await yard.admin('GET', `/v1/connections/${id}`)).toMatchObject({ status: 404 });
  });

  it('come in pages', async () => {
    await aConnection(yard);
    await aConnection(yard);

    const first = await yard.admin('GET', '/v1/connections?limit=1');
    const second = await yard.admin('GET', `/v1/connections?limit=1&cursor=${first.body.next}`);

    expect(first.body.items).toHaveLength(1);
    expect(second.body.items).toHaveLength(1);
    expect(second.body.items[0].id).not.toBe(first.body.items[0].id);
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=%20', 'page=2']) {
      expect(await yard.admin('GET', `/v1/connections?${query}`)).toMatchObject({ status: 400 });
    }
  });
});

describe('scopes', () => {
  it('are listed in both directions, made, changed and removed', async () => {
    const { id } = await aConnection(yard);
    await yard.admin('POST', '/v1/mapping-collections', {
      ...collectionIntoHub(id),
      direction: 'FROM',
      name: 'out',
    });
    const path = `/v1/connections/${id}/scopes`;
    const input = { name: 'order/paid', type: 'TRANSACTION', action: 'UPDATED', source: 'payload' };

    const made = await yard.admin('POST', path, input);
    const changed = await yard.admin('PATCH', `${path}/${made.body.id}`, {
      enabled: false,
      version: 'revision',
    });
    const all = await yard.admin('GET', path);

    expect(made).toMatchObject({ status: 201, body: { ...input, enabled: true, origin: 'operator' } });
    expect(changed.body).toMatchObject({ enabled: false, version: 'revision' });
    expect(new Set(all.body.items.map((scope: { direction: string }) => scope.direction))).toEqual(
      new Set(['TO', 'FROM']),
    );
    expect((await yard.admin('GET', `${path}/${made.body.id}`)).body).toEqual(changed.body);
    expect(await yard.admin('DELETE', `${path}/${made.body.id}`)).toMatchObject({ status: 204 });
    expect(await yard.admin('GET', `${path}/${made.body.id}`)).toMatchObject({ status: 404 });
  });

  it('take a delete guard only where something is deleted', async () => {
    const { id } = await aConnection(yard);
    const { items } = (await yard.admin('GET', `/v1/connections/${id}/scopes`)).body;
    const of = (action: string): string =>
      `/v1/connections/${id}/scopes/${items.find((scope: { action: string }) => scope.action === action).id}`;

    expect((await yard.admin('PATCH', of('DELETED'), { guard: 'unlink' })).body).toMatchObject({
      guard: 'unlink',
    });
    expect(await yard.admin('PATCH', of('UPDATED'), { guard: 'unlink' })).toMatchObject({ status: 400 });
    expect(await yard.admin('PATCH', of('DELETED'), { guard: 'maybe' })).toMatchObject({ status: 400 });
  });
});

describe('mapping collections', () => {
  it('are made, changed by what is given, and checked whole', async () => {
    const { id } = await aConnection(yard);
    const input = { ...collectionIntoHub(id), filter: 'status = "paid"' };

    const made = await yard.admin('POST', '/v1/mapping-collections', input);
    const path = `/v1/mapping-collections/${made.body.id}`;
    const changed = await yard.admin('PATCH', path, { name: 'Renamed', filter: null });
    const broken = await yard.admin('PATCH', path, {
      mappings: [{ kind: 'formula', target: 'a', expression: '1 +' }],
    });
    const list = await yard.admin('GET', `/v1/mapping-collections?connection=${id}`);

    expect(made).toMatchObject({ status: 201, body: { ...input, enabled: true, version: 1 } });
    expect(changed.body).toMatchObject({
      name: 'Renamed',
      filter: null,
      version: 2,
      mappings: made.body.mappings,
    });
    expect(broken).toMatchObject({ status: 400, body: { errors: [{ field: 'mappings.0.expression' }] } });
    expect(list.body).toMatchObject({ items: [{ id: made.body.id }], next: null });
    expect(await yard.admin('DELETE', path)).toMatchObject({ status: 204 });
  });
});

describe('receivers', () => {
  it('are opened for a connector that tells accounts apart', async () => {
    const receiver = { ...shopConnector.receiver, account: 'account' };
    await yard.admin('POST', '/v1/connectors', { ...shopConnector, name: 'many', receiver });

    const made = await yard.admin('POST', '/v1/receivers', {
      connector: 'many',
      urlPath: 'many',
      secrets: { webhook: SHOP_SECRET },
    });
    const path = `/v1/receivers/${made.body.id}`;
    const changed = await yard.admin('PATCH', path, { name: 'All shops' });

    expect(made).toMatchObject({ status: 201, body: { url: expect.stringMatching(/\/receivers\/many$/) } });
    expect(made.text).not.toContain(SHOP_SECRET);
    expect(changed.body).toMatchObject({ name: 'All shops', urlPath: 'many' });
    expect((await yard.admin('GET', '/v1/receivers')).body.items).toContainEqual(changed.body);
    expect(await yard.stranger('GET', path)).toMatchObject({ status: 404 });
    expect(await yard.stranger('DELETE', path)).toMatchObject({ status: 404 });
    expect(await yard.admin('DELETE', path)).toMatchObject({ status: 204 });
  });
});

describe('another tenant', () => {
  it('finds nothing under any id', async () => {
    const { id } = await aConnection(yard);
    await aResolvedHook(yard, id);
    const scope = (await yard.admin('GET', `/v1/connections/${id}/scopes`)).body.items[0].id;
    const collection = (await yard.admin('POST', '/v1/mapping-collections', collectionIntoHub(id))).body.id;
    const hook = (await yard.admin('GET', `/v1/hooks?connection=${id}`)).body.items[0].id;
    const transfer = (await yard.admin('GET', `/v1/transfers?connection=${id}`)).body.items[0].id;
    const calls: [string, string, unknown?][] = [
      ['GET', `/v1/connections/${id}`],
      ['PATCH', `/v1/connections/${id}`, { name: 'mine' }],
      ['DELETE', `/v1/connections/${id}`],
      ['POST', `/v1/connections/${id}/rotate-key`],
      ['POST', `/v1/connections/${id}/pause`],
      ['POST', `/v1/connections/${id}/resume`],
      ['GET', `/v1/connections/${id}/scopes`],
      [
        'POST',
        `/v1/connections/${id}/scopes`,
        { name: 'x', type: 'PRODUCT', action: 'UPDATED', source: 'payload' },
      ],
      ['GET', `/v1/connections/${id}/scopes/${scope}`],
      ['PATCH', `/v1/connections/${id}/scopes/${scope}`, { enabled: false }],
      ['DELETE', `/v1/connections/${id}/scopes/${scope}`],
      ['POST', '/v1/mapping-collections', collectionIntoHub(id)],
      ['GET', `/v1/mapping-collections?connection=${id}`],
      ['GET', `/v1/mapping-collections/${collection}`],
      ['PATCH', `/v1/mapping-collections/${collection}`, { name: 'mine' }],
      ['DELETE', `/v1/mapping-collections/${collection}`],
      ['GET', '/v1/connectors/shop'],
      ['GET', `/v1/hooks?connection=${id}`],
      ['GET', `/v1/hooks/${hook}`],
      ['GET', `/v1/hooks/${hook}/body`],
      ['GET', `/v1/transfers?connection=${id}`],
      ['GET', `/v1/transfers/${transfer}`],
      ['POST', `/v1/transfers/${transfer}/release`],
      ['GET', `/v1/rejections?connection=${id}`],
      ['GET', `/v1/explain?hook=${hook}`],
      ['GET', `/v1/explain?transfer=${transfer}`],
      ['GET', `/v1/explain?connection=${id}&type=TRANSACTION&externalId=1001`],
      ['GET', '/v1/records/rec_0000000000000'],
      ['GET', '/v1/explain?recordId=rec_0000000000000'],
    ];

    for (const [method, path, body] of calls) {
      const answer = await yard.stranger(method, path, body);
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    for (const list of [
      'connections',
      'mapping-collections',
      'hooks',
      'transfers',
      'rejections',
      'receivers',
    ]) {
      expect((await yard.stranger('GET', `/v1/${list}`)).body).toEqual({ items: [], next: null });
    }
    expect((await yard.admin('GET', `/v1/connections/${id}`)).body).toMatchObject({
      name: 'Shop, Ghent',
      state: 'active',
    });
  });
});

describe('the description', () => {
  it('lists every route with its answers', async () => {
    const { body } = await yard.nobody('GET', '/openapi.json');
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
      Object.keys(operations).map(
        (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const served = yard
      .paths()
      .filter((route) => / \/(v1|healthz|readyz|metrics)/.test(route) && !route.startsWith('HEAD'));

    expect(new Set(described)).toEqual(new Set(served));
    expect(body.paths['/v1/connections'].post.requestBody.content['application/json'].schema).toBeDefined();
    expect(body.components.schemas.NewConnectionBody.properties).toHaveProperty('secrets');
    expect(body.components.schemas.ConnectionBody.properties).not.toHaveProperty('key');
  });
});

class Unvalidated {
  name?: string;
}

@Controller('planted')
class PlantedController {
  @Needs('operator')
  @Post()
  create(@Body() body: Unvalidated): string {
    return String(body.name);
  }

  @Get()
  list(): string {
    return '';
  }
}

@Controller('planted')
class ForgottenController {
  @Post()
  forgotten(): string {
    return '';
  }

  @Needs('operator')
  @Post('named')
  named(): string {
    return '';
  }
}

function booting(...controllers: Type[]): Promise<unknown> {
  class PlantedModule {}
  Module({ controllers })(PlantedModule);
  return createAdminApp({
    module: { module: PlantedModule },
    fastify: fastify(),
    version: '1.0.0',
    authorizing: { finish: () => Promise.reject(new Error('nobody comes back')) },
    onUnexpected: () => undefined,
  });
}

describe('boot', () => {
  it('stops at a body that nobody would validate', async () => {
    await expect(booting(PlantedController)).rejects.toThrow('PlantedController.create @Body()');
  });

  it('stops at a change of which nobody said who may do it', async () => {
    await expect(booting(ForgottenController)).rejects.toThrow(
      /name no role: ForgottenController\.forgotten(?!,)/,
    );
  });
});
