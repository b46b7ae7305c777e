import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Answer } from './api-client.js';
import { readAnswer } from './http-answer.js';

const PATIENCE_MS = 20_000;

/** A connection that takes request after request, byte for byte as given, and reads each answer. */
export class KeepAliveConnection {
  #socket: Socket | null = null;
  #received = Buffer.alloc(0);
  #wake: () => void = () => {};

  constructor(readonly origin: string) {}

  /** Sends the bytes of one request; throws where no whole answer comes back. */
  async send(method: string, bytes: Buffer): Promise<Answer> {
    const socket = this.#socket ?? (await this.open());
    socket.write(bytes);
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const read = readAnswer(this.#received, method === 'HEAD', socket.destroyed);
      if (read) {
        this.#received = this.#received.subarray(read.length);
        if (read.closes || socket.destroyed || this.#received.length > 0) this.close();
        return read.answer;
      }
      if (socket.destroyed || Date.now() > end) {
        this.close();
        throw new Error(socket.destroyed ? 'the server hung up without an answer' : 'there is no answer');
      }
      await this.news();
    }
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
    this.#received = Buffer.alloc(0);
  }

  private async open(): Promise<Socket> {
    const { hostname, port } = new URL(this.origin);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      if (socket !== this.#socket) return;
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    // A reset after the answer is an answer, too: what was read until then tells.
    socket.on('error', () => {});
    socket.on('end', () => socket.destroy());
    socket.on('close', () => this.forget(socket));
    this.#received = Buffer.alloc(0);
    this.#socket = socket;
    return socket;
  }

  private forget(socket: Socket): void {
    if (socket === this.#socket) this.#socket = null;
    this.#wake();
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 1_000);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
