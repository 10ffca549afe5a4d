import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { stackOf } from './stack.ts';

const config = `
name: movies
services:
  gateway:
    image: gateway:1
    build: { context: . }
    depends_on: { auth: { condition: service_healthy } }
    restart: unless-stopped
    networks: { default: null }
    ports: [{ mode: ingress, host_ip: 127.0.0.1, target: 8000, published: "8000", protocol: tcp }]
    deploy: { replicas: 2, resources: { limits: { cpus: 0.5 } } }
  old:
    image: old:1
    ports: ["127.0.0.1:8001:8000/tcp"]
networks: { default: { name: movies_default } }
volumes: { postgres: { name: movies_postgres } }
`;

test('a stack has what a swarm knows, and nothing else', () => {
  expect(parse(stackOf(config))).toEqual({
    version: '3.8',
    services: {
      gateway: {
        image: 'gateway:1',
        ports: [{ mode: 'ingress', target: 8000, published: 8000, protocol: 'tcp' }],
        deploy: { replicas: 2, resources: { limits: { cpus: '0.5' } } },
      },
      old: { image: 'old:1', ports: ['8001:8000/tcp'] },
    },
    networks: { default: {} },
    volumes: { postgres: {} },
  });
});

test('words that are truth values to Docker stay words', () => {
  expect(stackOf("services: { redis: { image: r, command: ['--appendonly', 'yes'] } }")).toContain('"yes"');
});

test('what has a profile is there when that is asked for', () => {
  const edge = 'services: { edge: { image: e, profiles: [edge] } }';
  expect(parse(stackOf(edge)).services).toEqual({});
  expect(parse(stackOf(edge, ['edge'])).services).toEqual({ edge: { image: 'e' } });
});

test('nothing is no stack', () => {
  expect(() => stackOf('')).toThrow('Nothing to deploy');
});
