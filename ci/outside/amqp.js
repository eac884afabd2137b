// An AMQP 1.0 client: rhea with promises.
import { randomUUID } from 'node:crypto';
import rhea from 'rhea';
import { settings } from './shop.js';

const PATIENCE = 60_000;

/** The first of some events of an emitter; those named after it are failures. */
function first(emitter, success, ...failures) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${success} within ${PATIENCE} ms`)), PATIENCE);
    const settle = (outcome) => (value) => { clearTimeout(timer); outcome(value); };
    emitter.once(success, settle(resolve));
    for (const failure of failures) {
      emitter.once(failure, settle((context) => {
        const cause = context.receiver?.error ?? context.sender?.error ?? context.connection?.error ?? context.error;
        reject(Object.assign(new Error(`${failure}: ${cause}`), { condition: cause?.condition }));
      }));
    }
  });
}

export async function connect(username, password = settings.passwords[username]) {
  const container = rhea.create_container({ id: `outside-${randomUUID()}` });
  const connection = container.connect({
    host: settings.amqp.hostname, port: settings.amqp.port, username, password, reconnect: false,
  });
  await first(connection, 'connection_open', 'connection_error', 'disconnected', 'error');
  connection.on('connection_error', () => {}); // what is broken later fails the test that waits
  return new Client(connection);
}

class Client {
  constructor(connection) {
    this.connection = connection;
  }

  async receiver(source, options = {}) {
    const receiver = this.connection.open_receiver({ source, ...options });
    receiver.received = [];
    receiver.on('message', ({ message }) => receiver.received.push(message));
    await first(receiver, 'receiver_open', 'receiver_error');
    return receiver;
  }

  /** Why one may not receive from there; AMQP opens a link before it refuses it. */
  async refusal(source) {
    const receiver = this.connection.open_receiver(source);
    await first(receiver, 'receiver_error');
    return receiver.error.condition;
  }

  /** Returns when the broker has the message on its disk. */
  async send(address, message) {
    const sender = this.connection.open_sender(address);
    sender.on('sender_error', () => {});
    await first(sender, 'sendable', 'sender_error');
    const done = first(sender, 'accepted', 'rejected', 'released', 'sender_error');
    sender.send({ durable: true, ...message });
    await done;
    sender.close();
  }

  /** Sends a request and waits for its answer; undefined if none comes in time. */
  async ask(address, method, args, { ttl = PATIENCE, properties = {} } = {}) {
    this.answers ??= await this.receiver({ dynamic: true });
    const correlation_id = randomUUID();
    await this.send(address, {
      ttl,
      correlation_id,
      reply_to: this.answers.source.address,
      application_properties: { cleave_method: method, ...properties },
      body: args === undefined ? '' : JSON.stringify(args),
    });
    const end = Date.now() + ttl;
    for (;;) {
      const answer = this.answers.received.find((message) => message.correlation_id === correlation_id);
      if (answer || Date.now() > end) {
        return answer && { problem: answer.application_properties?.cleave_problem, body: json(answer) };
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close() {
    this.connection.close();
  }
}

/** Text or bytes. */
export function text(message) {
  return typeof message.body === 'string' ? message.body : message.body.content.toString('utf8');
}

export function json(message) {
  const content = text(message);
  return content && JSON.parse(content);
}

export const bytes = (content) => rhea.message.data_section(Buffer.from(content));

/** Only messages that a JMS selector accepts. */
export const selected = (address, selector) => ({ address, filter: rhea.filter.selector(selector) });
