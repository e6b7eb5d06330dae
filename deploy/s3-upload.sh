#!/usr/bin/env bash
# Uploads a built site to S3 behind CloudFront: new files first, then pages, then what is gone, so
# that no page is ever seen before what it needs.
# Usage: deploy/s3-upload.sh SITE_FOLDER BUCKET [CLOUDFRONT_DISTRIBUTION]
set -eu
site=${1:?site folder} bucket=${2:?bucket} distribution=${3:-}

for_ever="public, max-age=31536000, immutable"
a_while="public, max-age=300"
not_served=(--exclude "_nginx/*" --exclude "_headers" --exclude "_redirects" --exclude ".htaccess")

aws s3 sync "$site" "s3://$bucket" --exclude "*" \
  --include "assets/stylesheets/*.min.css" --include "assets/javascripts/bundle.*.min.js" \
  --include "assets/search-index/*/*.js" --include "assets/search-engine/*.js" \
  --cache-control "$for_ever"
aws s3 sync "$site" "s3://$bucket" --exclude "*.html" --exclude "*.ics" --exclude "*.rdf" \
  --exclude "assets/stylesheets/*.min.css" --exclude "assets/javascripts/bundle.*.min.js" \
  --exclude "assets/search-index/*/*.js" --exclude "assets/search-engine/*.js" \
  "${not_served[@]}" --cache-control "$a_while"
aws s3 sync "$site" "s3://$bucket" --exclude "*" --include "*.ics" \
  --content-type "text/calendar; charset=utf-8" --cache-control "$a_while"
aws s3 sync "$site" "s3://$bucket" --exclude "*" --include "*.rdf" \
  --content-type "application/rdf+xml" --cache-control "$a_while"
aws s3 sync "$site" "s3://$bucket" --exclude "*" --include "*.html" \
  --content-type "text/html; charset=utf-8" --cache-control "$a_while"
aws s3 sync "$site" "s3://$bucket" "${not_served[@]}" --delete --size-only
if [ -n "$distribution" ]; then
  aws cloudfront create-invalidation --distribution-id "$distribution" --paths "/*"
fi
