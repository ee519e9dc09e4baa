import { createServer } from 'node:net';

/** Throws an error for people when another program listens on the port; else it is free again at once. */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        const other = port === 65_535 ? port - 1 : port + 1;
        reject(
          new Error(
            `Port ${port} is taken by another program. Choose another one: PORT=${other} npm run demo`,
          ),
        );
      } else if (error.code === 'EACCES') {
        reject(
          new Error(`This user may not listen on port ${port}. Ports from 1024 on are open to everyone.`),
        );
      } else reject(error);
    });
    probe.listen(port, host, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
