"""Settings: `base` is shared; `local` is the embedded default; `production` refuses to start when unsafe; `test`."""
