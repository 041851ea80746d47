import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const PROGRAM = 'node_modules/yaml-language-server/bin/yaml-language-server';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly items?: readonly { readonly section: string }[] };
  readonly result?: unknown;
}

/**
 * The server that editors ask about YAML (VS Code's YAML extension, JetBrains and others by the same protocol), in a
 * process of its own, with one schema for every file.
 */
export class LanguageServer {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (result: unknown) => void>();
  private readonly noted = new Map<string, (message: Message) => void>();
  private read: Buffer = Buffer.alloc(0);
  private asked = 0;
  private opened = 0;

  private constructor(private readonly schema: string) {
    this.child = spawn(process.execPath, [PROGRAM, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.child.stdout?.on('data', (bytes: Buffer) => {
      this.read = Buffer.concat([this.read, bytes]);
      for (let next = this.next(); next !== undefined; next = this.next()) this.hear(next);
    });
  }

  static async start(schema: string): Promise<LanguageServer> {
    const server = new LanguageServer(schema);
    const textDocument = {
      hover: { contentFormat: ['plaintext'] },
      completion: { completionItem: { snippetSupport: true, documentationFormat: ['plaintext'] } },
    };
    const capabilities = { workspace: { configuration: true }, textDocument };
    await server.ask('initialize', { processId: process.pid, rootUri: null, capabilities });
    server.send({ method: 'initialized', params: {} });
    server.send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml: server.settings } } });
    return server;
  }

  stop(): void {
    this.child.kill();
  }

  private get settings(): object {
    const schemas = { [String(pathToFileURL(resolve(this.schema)))]: ['*.yaml'] };
    return { schemas, hover: true, completion: true, validate: true, schemaStore: { enable: false } };
  }

  /** Opens a text; resolves to what is wrong with it, each with its line from 1. */
  async open(text: string): Promise<{ uri: string; problems: readonly { line: number; message: string }[] }> {
    const uri = String(pathToFileURL(join('/', `model-${++this.opened}.yaml`)));
    const message = new Promise<Message>((told) => void this.noted.set(uri, told));
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    this.send({ method: 'textDocument/didOpen', params: { textDocument } });
    const { params } = await message;
    const found = (params as { diagnostics: readonly { range: { start: { line: number } }; message: string }[] })
      .diagnostics;
    return { uri, problems: found.map(({ range, message: said }) => ({ line: range.start.line + 1, message: said })) };
  }

  /** What may stand where | stands in a text, with what is said of each. */
  async completed(text: string): Promise<ReadonlyMap<string, string>> {
    const found = (await this.at('textDocument/completion', text)) as {
      items: readonly { label: string; documentation?: string | { value: string } }[];
    };
    return new Map(
      found.items.map(({ label, documentation = '' }) => [
        label,
        typeof documentation === 'string' ? documentation : documentation.value,
      ]),
    );
  }

  /** What is said of that on which | stands in a text. */
  async hovered(text: string): Promise<string> {
    const found = (await this.at('textDocument/hover', text)) as { contents: { value: string } } | null;
    return found?.contents.value ?? '';
  }

  private async at(method: string, marked: string): Promise<unknown> {
    const before = marked.slice(0, marked.indexOf('|'));
    const { uri } = await this.open(marked.replace('|', ''));
    const lines = before.split('\n');
    const position = { line: lines.length - 1, character: lines[lines.length - 1]?.length ?? 0 };
    return this.ask(method, { textDocument: { uri }, position });
  }

  private ask(method: string, params: object): Promise<unknown> {
    const id = ++this.asked;
    return new Promise((answered) => {
      this.waiting.set(id, answered);
      this.send({ id, method, params });
    });
  }

  private send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  private next(): Message | undefined {
    const end = this.read.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/.exec(this.read.subarray(0, Math.max(0, end)).toString())?.[1]);
    if (end < 0 || this.read.length < end + 4 + length) return undefined;
    const body = this.read.subarray(end + 4, end + 4 + length).toString();
    this.read = this.read.subarray(end + 4 + length);
    return JSON.parse(body) as Message;
  }

  private hear(message: Message): void {
    const { id, method, params } = message;
    if (id !== undefined && method === undefined) this.waiting.get(id)?.(message.result);
    else if (method === 'workspace/configuration')
      this.send({ id, result: params?.items?.map(({ section }) => (section === 'yaml' ? this.settings : {})) });
    else if (id !== undefined) this.send({ id, result: null });
    else if (method === 'textDocument/publishDiagnostics') this.noted.get(params?.uri ?? '')?.(message);
  }
}
