# `urllib`: addresses, in `urllib.parse`.
