// What the shop promises to the world outside, seen by a client that shares no line of code with it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { bytes, connect, json, selected } from './amqp.js';
import {
  assertDelivered, dispatch, dispatchedShipment, eventually, failedAttempts, post, scheduledShipment,
} from './shop.js';

const EVENT = 'shipping.parcel-delivered.v1';
const RUN = randomUUID();
const TIME = '2024-05-06T12:00:00Z';

let outside;
let cleave;
let isServed;

/** A message as a carrier sends it, with whatever is to be different about it. */
function parcel(shipment, { deliveredAt = TIME, id = randomUUID(), type = EVENT, body, ...rest } = {}) {
  return {
    content_type: 'application/json',
    body: body ?? bytes(JSON.stringify({ shipment, deliveredAt })),
    application_properties: {
      cloudEvents_specversion: '1.0', cloudEvents_id: id, cloudEvents_source: '/carrier', cloudEvents_type: type,
      run: RUN, ...rest,
    },
  };
}

const deliver = (...message) => outside.send('parcel_delivered', parcel(...message));

/** Whether some process answers for the module over the broker; one that was just told to takes a moment. */
async function served(module) {
  for (let attempt = 1; attempt <= 60; attempt++) {
    if (await cleave.ask(`cleave.${module}.requests`, 'cleave.ping', undefined, { ttl: 1000 })) {
      return true;
    }
  }
  return false;
}

describe('the world outside', () => {
  before(async () => {
    outside = await connect('outside');
    cleave = await connect('cleave');
    isServed = await served('accounts') && await served('shipping');
  });

  after(() => {
    outside?.close();
    cleave?.close();
  });

  describe('an exported event', () => {
    test('is sent once, as a CloudEvent with the JSON of the event', async () => {
      const receiver = await outside.receiver('user_created');
      const about = (user) => receiver.received.filter((message) => json(message).id === user.id);
      const email = `${randomUUID()}@shop.example`;
      const user = await post('/api/users', { name: 'Zoë “Ω”', email });
      const other = await post('/api/users', { name: 'Without address' });
      await eventually(() => assert.ok(about(user).length && about(other).length));

      const [message, ...more] = about(user);
      assert.deepEqual(more, []);
      assert.deepEqual(json(message), { id: user.id, name: 'Zoë “Ω”', email });
      assert.deepEqual(json(about(other)[0]), { id: other.id, name: 'Without address', email: null });
      assert.equal(message.body.typecode, 0x75, 'a data section');
      assert.equal(message.content_type, 'application/json');
      assert.equal(message.durable, true);
      const attributes = Object.fromEntries(
        Object.entries(message.application_properties).filter(([name]) => name.startsWith('cloudEvents_')));
      const { cloudEvents_id: id, cloudEvents_time: time, cloudEvents_traceparent: trace, ...others } = attributes;
      assert.deepEqual(others, {
        cloudEvents_specversion: '1.0',
        cloudEvents_source: '/modules/accounts',
        cloudEvents_type: 'accounts.user-created.v1',
        cloudEvents_partitionkey: String(user.id),
      });
      assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.ok(Math.abs(Date.parse(time) - Date.now()) < 60_000, time);
      assert.ok(!trace || /^00-/.test(trace));
      receiver.close();
    });
  });

  describe('an imported message', () => {
    test('becomes an event that its module handles, in bytes and in text', async () => {
      const [first, second, third] = await Promise.all([1, 2, 3].map(dispatchedShipment));
      await deliver(first);
      await deliver(second, { body: JSON.stringify({ shipment: second, deliveredAt: TIME, more: 'passed over' }) });
      await outside.send('parcel_delivered', { body: JSON.stringify({ shipment: third, deliveredAt: TIME }) });

      for (const shipment of [first, second, third]) {
        await eventually(() => assertDelivered(shipment, TIME));
      }
    });

    test('sent twice has one effect', async () => {
      const shipment = await dispatchedShipment();
      const id = randomUUID();
      await deliver(shipment, { id });
      await deliver(shipment, { id, deliveredAt: '2024-05-06T14:00:00Z' });
      await deliver(shipment, { deliveredAt: '2024-05-06T13:00:00Z' });

      // events of one shipment are handled in their order, and the latest time stays
      await eventually(() => assertDelivered(shipment, '2024-05-06T13:00:00Z'));
      // the other prefix that CloudEvents allows for the same attribute
      await outside.send('parcel_delivered', {
        ...parcel(shipment, { deliveredAt: '2024-05-06T14:00:00Z' }),
        application_properties: { 'cloudEvents:id': id, 'cloudEvents:source': '/carrier' },
      });
      await deliver(shipment, { deliveredAt: '2024-05-06T13:30:00Z' });
      await eventually(() => assertDelivered(shipment, '2024-05-06T13:30:00Z'));
    });

    test('that comes before its dispatch is tried again until that is told', async () => {
      const shipment = await scheduledShipment();
      const earlier = await failedAttempts();
      await deliver(shipment);
      await eventually(async () => assert.ok((await failedAttempts()) > earlier));
      await dispatch(shipment);

      await eventually(() => assertDelivered(shipment, TIME));
    });

    test('that is invalid blocks nothing and is a dead letter with its cause', async () => {
      const shipment = await dispatchedShipment();
      const invalid = {
        'no JSON': [{ body: bytes('{"shipment":') }, /cannot be read as shipping\.parcel-delivered\.v1/],
        'nothing': [{ body: bytes('') }, /cannot be read as/],
        'no object': [{ body: bytes('[1]') }, /cannot be read as/],
        'no text': [{ body: { shipment, deliveredAt: TIME } }, /neither text nor bytes/],
        'no UTF-8': [{ body: bytes([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }, /UTF-8/],
        'more than one': [{ body: bytes('{}{}') }, /cannot be read as/],
        'no time': [{ body: bytes(JSON.stringify({ shipment })) }, /has no deliveredAt/],
        'no shipment': [{ body: bytes(JSON.stringify({ shipment: null, deliveredAt: TIME })) }, /has no shipment/],
        'no UUID': [{ body: bytes(JSON.stringify({ shipment: 7, deliveredAt: TIME })) }, /cannot be read as/],
        'the future': [{ deliveredAt: '2999-01-01T00:00:00Z' }, /deliveredAt must lie between 1900 and now/],
        'another event': [{ type: 'shipping.parcel-lost.v1' }, /is a shipping\.parcel-lost\.v1; the queue parcel_delivered takes/],
        'a name with a colon': [{ body: bytes('?'), 'cloudEvents:subject': 'x' }, /cannot be read as/],
      };
      for (const [probe, [difference]] of Object.entries(invalid)) {
        await deliver(shipment, { ...difference, probe });
      }
      await deliver(shipment);
      await eventually(() => assertDelivered(shipment, TIME));

      // the selector leaves the dead letters of others where they are
      const dead = await cleave.receiver(selected('cleave.dead-letters', `run = '${RUN}'`));
      const probes = () => dead.received.map((message) => message.application_properties.probe).sort();
      await eventually(() => assert.deepEqual(probes(), Object.keys(invalid).sort()));
      for (const { application_properties: properties } of dead.received) {
        assert.match(properties.cleave_cause, invalid[properties.probe][1], properties.probe);
        assert.equal(properties.cleave_queue, 'parcel_delivered');
      }
      dead.close();
    });

    test('about an unknown shipment waits without blocking others', async (t) => {
      if (!isServed) {
        return t.skip('no process serves shipping over the broker: cleave.serve.shipping = jms');
      }
      const unknown = randomUUID();
      const known = await dispatchedShipment();
      const earlier = await failedAttempts();
      await deliver(unknown);
      await deliver(known);
      await eventually(() => assertDelivered(known, TIME));
      await eventually(async () => assert.ok((await failedAttempts()) > earlier));

      const scheduled = await cleave.ask('cleave.shipping.requests', 'Shipping.schedule', {
        body: { id: unknown, customer: 1, lines: [{ product: 1, quantity: 1 }] },
      });
      assert.equal(scheduled.problem, undefined);
      await dispatch(unknown);
      await eventually(() => assertDelivered(unknown, TIME));
    });
  });

  describe('the broker', () => {
    test('refuses a wrong password and an unknown user', async () => {
      await assert.rejects(connect('outside', 'wrong'), /auth/i);
      await assert.rejects(connect('nobody', 'wrong'), /auth/i);
    });

    test('keeps the queues of modules from the world outside', async () => {
      const refused = 'amqp:unauthorized-access';
      assert.equal(await outside.refusal('cleave.shipping.requests'), refused);
      assert.equal(await outside.refusal('cleave.dead-letters'), refused);
      await assert.rejects(outside.send('cleave.shipping.requests', { body: '' }), { condition: refused });
    });
  });

  describe('a contract', () => {
    const accounts = (method, args, options) => cleave.ask('cleave.accounts.requests', method, args, options);

    test('answers a client in another language', async (t) => {
      if (!isServed) {
        return t.skip('no process serves accounts over the broker: cleave.serve.accounts = jms');
      }
      const email = `${randomUUID()}@shop.example`;
      const properties = { cleave_idempotency_key: randomUUID() };
      const body = { name: 'Over AMQP', email };
      const created = await accounts('Accounts.create', { body }, { properties });
      assert.equal(created.problem, undefined);
      assert.equal(created.body.email, email);

      const again = await accounts('Accounts.create', { body }, { properties });
      assert.deepEqual(again, created, 'the same key is the same command');
      assert.deepEqual((await accounts('Accounts.user', { id: created.body.id })).body, created.body);
      const taken = await accounts('Accounts.create', { body });
      assert.equal(taken.problem, 'accounts.email-taken');
      assert.equal(taken.body.status, 409);
    });

    test('answers what it cannot do with a problem', async (t) => {
      if (!isServed) {
        return t.skip('no process serves accounts over the broker: cleave.serve.accounts = jms');
      }
      const unknown = await accounts('Accounts.explode', {});
      assert.equal(unknown.problem, 'cleave.no-such-method');
      assert.equal(unknown.body.status, 404);
      assert.match(unknown.body.detail, /Accounts\.explode/);
      const invalid = await accounts('Accounts.user', { id: 'seven' });
      assert.equal(invalid.problem, 'cleave.invalid-request');
      assert.equal(invalid.body.status, 400);
    });
  });
});
