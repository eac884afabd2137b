// The running shop as this test sees it: HTTP, and what the environment says about it.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run ci/outside-test.sh, which sets it`);
  }
  return value;
}

export const settings = {
  url: required('SHOP_URL'),
  amqp: new URL(required('SHOP_AMQP_URL')),
  operatorKey: required('SHOP_OPERATOR_KEY'),
  passwords: { cleave: required('SHOP_CLEAVE_PASSWORD'), outside: required('SHOP_OUTSIDE_PASSWORD') },
};

async function http(method, path, body) {
  const response = await fetch(settings.url + path, {
    method,
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${settings.operatorKey}` },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

export async function get(path) {
  const response = await http('GET', path);
  assert.equal(response.status, 200, `GET ${path}: ${JSON.stringify(response.body)}`);
  return response.body;
}

export async function post(path, body = {}) {
  const response = await http('POST', path, body);
  assert.ok([200, 201].includes(response.status), `POST ${path}: ${JSON.stringify(response)}`);
  return response.body;
}

/** Calls until the result is there and accepted; a failed assertion is tried again until the deadline. */
export async function eventually(work, seconds = 120) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await pause(50);
    }
  }
}

let goods;

/** A product in stock and a customer with money: made once. */
function things() {
  goods ??= (async () => {
    const money = (amount) => ({ amount, currency: 'USD' });
    const category = await post('/api/categories', { name: 'From outside' });
    const product = await post('/api/products', {
      name: 'Parcel', category: category.id, quantityPerUnit: 'one', price: money(3),
    });
    await post(`/api/stock/${product.id}/receipts`, { quantity: 1000 });
    const customer = await post('/api/users', { name: 'Outside' });
    await eventually(() => get(`/api/wallets/${customer.id}`));
    await post(`/api/wallets/${customer.id}/deposits`, { amount: money(10_000) });
    return { product: product.id, customer: customer.id };
  })();
  return goods;
}

/** The id of a new shipment of which nothing has been sent. */
export async function scheduledShipment() {
  const { product, customer } = await things();
  const order = await post('/api/orders', { customer, lines: [{ product, quantity: 1 }] });
  await eventually(async () => {
    const { status } = await get(`/api/orders/${order.id}`);
    assert.equal(status, 'CONFIRMED');
  });
  return order.id;
}

export const dispatch = (shipment) => post(`/api/shipments/${shipment}/dispatches`);

export async function dispatchedShipment() {
  const shipment = await scheduledShipment();
  await dispatch(shipment);
  return shipment;
}

export async function assertDelivered(shipment, time) {
  const { deliveredAt } = await get(`/api/shipments/${shipment}`);
  assert.equal(deliveredAt && Date.parse(deliveredAt), Date.parse(time));
}

/** How often deliveries were told to shipping in vain, as operators see it. */
export async function failedAttempts() {
  const { subscriptions } = await get('/cleave/events');
  return subscriptions.find(({ subscription }) => subscription === 'shipping.note-delivery').retries;
}
