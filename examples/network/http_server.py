# A page that counts its visitors, on port 8080 or the one given.
import asyncio
import sys

visitors = 0


async def serve(reader, writer):
    global visitors
    request = await reader.readline()
    while (await reader.readline()).strip():
        pass
    visitors += 1
    method, path, _ = request.decode().split()
    page = f'<p>{method} {path}: visitor {visitors}</p>\n'
    writer.write(f'HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}'.encode())
    await writer.drain()
    writer.close()


async def main(port):
    async with await asyncio.start_server(serve, '0.0.0.0', port) as server:
        await server.serve_forever()


asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8080))
