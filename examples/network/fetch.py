import requests
import sys

with requests.get(sys.argv[1] if len(sys.argv) > 1 else 'http://example.org/', timeout=10) as response:
    for line in response.iter_lines():
        print(line.decode())
