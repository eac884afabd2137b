// The gRPC port of the shop, seen by a program that has nothing of it but its .proto files.
import { once } from 'node:events';
import { promisify } from 'node:util';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run ci/outside-test.sh, which sets it`);
  }
  return value;
}

export const { status } = grpc;
const target = required('SHOP_GRPC');
const OPTIONS = { longs: String, enums: String, defaults: true };

/** A client of the service of that name in a file of the folder SHOP_PROTOS; its methods return promises. */
export function client(file, service) {
  const definition = loader.loadSync(file, { ...OPTIONS, includeDirs: [required('SHOP_PROTOS')] });
  const Service = service.split('.').reduce((names, name) => names[name], grpc.loadPackageDefinition(definition));
  const stub = new Service(target, grpc.credentials.createInsecure());
  const call = (method) => (request = {}, headers = {}) => {
    const metadata = new grpc.Metadata();
    Object.entries(headers).forEach(([name, value]) => metadata.set(name, value));
    const deadline = Date.now() + 20_000;
    return promisify(stub[method]).call(stub, request, metadata, { deadline });
  };
  return new Proxy(stub, {
    get: (_, name) => (name === 'close' ? () => stub.close() : call(name)),
  });
}

/** What the server says of itself: the names of its services, by the protocol of server reflection. */
export async function services() {
  const definition = loader.fromJSON({
    nested: {
      grpc: { nested: { reflection: { nested: { v1: { nested: {
        ServerReflection: {
          methods: {
            ServerReflectionInfo: {
              requestType: 'Request', requestStream: true, responseType: 'Response', responseStream: true,
            },
          },
        },
        Request: { fields: { list_services: { type: 'string', id: 7 } } },
        Response: { fields: { list_services_response: { type: 'List', id: 6 } } },
        List: { fields: { service: { rule: 'repeated', type: 'Service', id: 1 } } },
        Service: { fields: { name: { type: 'string', id: 1 } } },
      } } } } } },
    },
  }, { ...OPTIONS, keepCase: true });
  const { ServerReflection } = grpc.loadPackageDefinition(definition).grpc.reflection.v1;
  const stub = new ServerReflection(target, grpc.credentials.createInsecure());
  try {
    const stream = stub.ServerReflectionInfo();
    stream.write({ list_services: '*' });
    const [answer] = await once(stream, 'data');
    stream.end();
    return answer.list_services_response.service.map(({ name }) => name);
  } finally {
    stub.close();
  }
}
