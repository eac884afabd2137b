// What the shop promises over gRPC to programs that know nothing of Java: accounts' own user.proto, and the .proto
// that every contract has in its jar.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { client, services, status } from './grpc.js';
import { get, settings } from './shop.js';

const NOBODY = 2147483647;
const operator = { authorization: `Bearer ${settings.operatorKey}` };

describe('over gRPC', () => {
  let users;
  let accounts;
  let history;

  before(() => {
    users = client('user.proto', 'user.UserService');
    accounts = client('accounts/Accounts.proto', 'cleave.accounts.Accounts');
    history = client('ordering/OrderHistory.proto', 'cleave.ordering.orderhistory.OrderHistory');
  });

  after(() => {
    users?.close();
    accounts?.close();
    history?.close();
  });

  test('the server tells what it serves', async () => {
    const names = await services();
    for (const name of ['user.UserService', 'cleave.accounts.Accounts', 'cleave.catalog.categories.Categories']) {
      assert.ok(names.includes(name), `${name} among ${names}`);
    }
  });

  describe('user.proto', () => {
    test('creates, reads, changes and deletes a user', async () => {
      const email = `${randomUUID()}@shop.example`;
      const user = await users.CreateUser({ name: 'Zoë “Ω” 🦊', email });
      assert.deepEqual(user, { id: user.id, name: 'Zoë “Ω” 🦊', email });
      assert.ok(user.id > 0);
      assert.deepEqual(await users.GetUser({ id: user.id }), user);
      assert.deepEqual(await get(`/api/users/${user.id}`), user, 'the same over HTTP');

      const changed = await users.UpdateUser({ id: user.id, name: 'Ann' });
      assert.deepEqual(changed, { id: user.id, name: 'Ann', email: '' });
      const { users: all } = await users.GetUsers({});
      assert.deepEqual(all.filter(({ id }) => id === user.id), [changed]);

      assert.deepEqual(await users.DeleteUser({ id: user.id }), { success: true, message: 'User deleted' });
      await assert.rejects(users.GetUser({ id: user.id }), { code: status.NOT_FOUND, details: 'User not found' });
    });

    test('answers what it cannot do with a status', async () => {
      const unknown = { code: status.NOT_FOUND, details: 'User not found' };
      await assert.rejects(users.GetUser({ id: NOBODY }), unknown);
      await assert.rejects(users.UpdateUser({ id: NOBODY, name: 'Ann' }), unknown);
      await assert.rejects(users.DeleteUser({ id: NOBODY }), unknown);
      await assert.rejects(users.CreateUser({ name: ' ' }), { code: status.INVALID_ARGUMENT });
      const email = `${randomUUID()}@shop.example`;
      await users.CreateUser({ name: 'Ann', email });
      await assert.rejects(users.CreateUser({ name: 'Ben', email }), { code: status.ALREADY_EXISTS });
    });
  });

  describe('a contract', () => {
    test('is called by the .proto from its jar', async () => {
      const email = `${randomUUID()}@shop.example`;
      const key = { 'idempotency-key': randomUUID() };
      const { result: created } = await accounts.Create({ user: { name: 'Over gRPC', email } }, key);
      assert.equal(created.email, email);
      const again = await accounts.Create({ user: { name: 'Over gRPC', email } }, key);
      assert.deepEqual(again.result, created, 'the same key is the same command');
      assert.deepEqual((await accounts.User({ id: created.id })).result, created);

      const page = await accounts.Users({ page: 1, size: 1 });
      assert.equal(page.items.length, 1);
      assert.equal(page.number, 1);
      assert.equal(page.hasNext, true);
    });

    test('tells absent from empty', async () => {
      const { result: user } = await accounts.Create({ user: { name: 'No address' } });
      assert.equal('email' in user, false);
    });

    test('answers what it cannot do with a status', async () => {
      await assert.rejects(accounts.User({ id: NOBODY }), (refusal) => {
        assert.equal(refusal.code, status.NOT_FOUND);
        assert.match(refusal.details, /There is no user 2147483647/);
        assert.match(refusal.metadata.get('grpc-status-details-bin')[0].toString(), /accounts\.user-not-found/);
        return true;
      });
      await assert.rejects(accounts.Users({ page: 0, size: 1 }), { code: status.INVALID_ARGUMENT });
    });

    test('opens to operators what is theirs, and nothing internal', async () => {
      const { result: user } = await accounts.Create({ user: { name: 'With address' } });
      const address = { street: '1 Way', city: 'Cork', country: 'Ireland' };
      await assert.rejects(accounts.SetAddress({ id: user.id, address }), { code: status.UNAUTHENTICATED });
      await accounts.SetAddress({ id: user.id, address }, operator);
      assert.equal((await accounts.Address({ id: user.id }, operator)).result.city, 'Cork');
      await assert.rejects(
        accounts.UsersBehind({ id: 0, size: 1 }, operator), { code: status.UNIMPLEMENTED });
    });

    test('carries enums, amounts and instants', async () => {
      const { items } = await history.Search({ page: 1, size: 5 });
      for (const { status: state, total, placedAt } of items) {
        assert.match(state, /^ORDER_STATUS_[A-Z]+$/);
        assert.match(total.amount, /^\d+\.\d\d$/);
        assert.ok(Number(placedAt.seconds) > 0);
      }
    });
  });
});
